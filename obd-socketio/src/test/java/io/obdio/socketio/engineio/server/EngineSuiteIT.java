package io.obdio.socketio.engineio.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.EngineEcho;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The checks of the official Engine.IO v4 suite, one test a check, in its order. */
@Tag("alone")
@ExtendWith(LeakGuard.class)
@Timeout(120)
class EngineSuiteIT {
  private static final String WEBSOCKET = "?EIO=4&transport=websocket";
  private EngineEcho server;
  private RawHttp http;

  @BeforeEach
  void start() throws Exception {
    server = EngineEcho.start();
    http = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private HttpResponse<String> poll(String sid) throws Exception {
    return http.get(RawHttp.polling(sid));
  }

  private HttpResponse<String> push(String sid, String body) throws Exception {
    return http.post(RawHttp.polling(sid), body);
  }

  private static void checkOpen(String packet, String upgrades) {
    assertEquals('0', packet.charAt(0));
    Map<?, ?> value = JsonMapper.builder().build().readValue(packet.substring(1), Map.class);
    assertEquals(
        java.util.Set.of("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"),
        value.keySet());
    assertTrue(value.get("sid") instanceof String s && s.length() >= 20);
    assertEquals(upgrades, value.get("upgrades").toString());
    assertEquals(300, value.get("pingInterval"));
    assertEquals(200, value.get("pingTimeout"));
    assertEquals(1_000_000, value.get("maxPayload"));
  }

  @Nested
  class HandshakeByPolling {
    @Test
    void opensASession() throws Exception {
      HttpResponse<String> response = http.get("?EIO=4&transport=polling");
      assertEquals(200, response.statusCode());
      checkOpen(response.body(), "[websocket]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?transport=polling", "?EIO=abc&transport=polling"})
    void refusesAWrongVersion(String query) throws Exception {
      HttpResponse<String> response = http.get(query);
      assertEquals(400, response.statusCode());
      assertEquals("{\"code\":5,\"message\":\"Unsupported protocol version\"}", response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?EIO=4", "?EIO=4&transport=abc"})
    void refusesAWrongTransport(String query) throws Exception {
      HttpResponse<String> response = http.get(query);
      assertEquals(400, response.statusCode());
      assertEquals("{\"code\":0,\"message\":\"Transport unknown\"}", response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void refusesAWrongMethod(String method) throws Exception {
      HttpResponse<String> response =
          RawHttp.send(
              http.request("?EIO=4&transport=polling").method(method, BodyPublishers.noBody()));
      assertEquals(400, response.statusCode());
      assertEquals("{\"code\":2,\"message\":\"Bad handshake method\"}", response.body());
    }
  }

  @Nested
  class HandshakeByWebSocket {
    @Test
    void opensASession() throws Exception {
      try (RawWebSocket socket = server.webSocket(WEBSOCKET)) {
        checkOpen(socket.text(), "[]");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "?transport=websocket",
          "?EIO=abc&transport=websocket",
          "?EIO=4",
          "?EIO=4&transport=abc"
        })
    void refusesWrongParameters(String query) {
      assertTrue(RawWebSocket.refused(server.url(query), null));
    }
  }

  @Nested
  class MessagesByPolling {
    @ParameterizedTest
    @ValueSource(
        strings = {"4hello", "4test1\u001e4test2\u001e4test3", "4hello\u001ebAQIDBA==", "4\u20ac"})
    void payloadsComeBack(String payload) throws Exception {
      String sid = http.open();
      HttpResponse<String> pushed = push(sid, payload);
      assertEquals(200, pushed.statusCode());
      assertEquals("ok", pushed.body());
      HttpResponse<String> polled = poll(sid);
      assertEquals(200, polled.statusCode());
      assertEquals(payload, polled.body());
    }

    @Test
    void anInvalidPacketClosesTheSession() throws Exception {
      String sid = http.open();
      push(sid, "abc");
      assertEquals(400, poll(sid).statusCode());
      assertEquals(CloseReason.PARSE_ERROR, server.closed().peek());
    }

    @Test
    void aSecondPollClosesTheSession() throws Exception {
      String sid = http.open();
      CompletableFuture<HttpResponse<String>> first = http.getAsync(RawHttp.polling(sid));
      pause(100);
      HttpResponse<String> second = http.get(RawHttp.polling(sid) + "&t=burst");
      assertEquals(200, first.get(30, TimeUnit.SECONDS).statusCode());
      assertEquals("1", first.get().body());
      assertEquals(400, second.statusCode());
      assertEquals(400, poll(sid).statusCode());
    }
  }

  @Nested
  class MessagesByWebSocket {
    @Test
    void textComesBack() throws Exception {
      try (RawWebSocket socket = server.webSocket(WEBSOCKET)) {
        socket.text();
        assertEquals("4hello", socket.send("4hello").textAfterPings());
      }
    }

    @Test
    void bytesComeBack() throws Exception {
      try (RawWebSocket socket = server.webSocket(WEBSOCKET)) {
        socket.text();
        assertArrayEquals(new byte[] {1, 2, 3, 4}, socket.send(new byte[] {1, 2, 3, 4}).bytes());
      }
    }

    @Test
    void anInvalidPacketCloses() throws Exception {
      try (RawWebSocket socket = server.webSocket(WEBSOCKET)) {
        socket.text();
        socket.send("abc").awaitClose();
      }
    }
  }

  @Nested
  class Heartbeat {
    @Test
    void pingsAndPongsByPolling() throws Exception {
      String sid = http.open();
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> polled = poll(sid);
        assertEquals(200, polled.statusCode());
        assertEquals("2", polled.body());
        assertEquals(200, push(sid, "3").statusCode());
      }
    }

    @Test
    void noPongByPollingClosesTheSession() throws Exception {
      String sid = http.open();
      pause(500);
      assertEquals(400, poll(sid).statusCode());
      assertEquals(CloseReason.PING_TIMEOUT, server.closed().peek());
    }

    @Test
    void pingsAndPongsByWebSocket() throws Exception {
      try (RawWebSocket socket = server.webSocket(WEBSOCKET)) {
        socket.text();
        for (int i = 0; i < 3; i++) {
          assertEquals("2", socket.text());
          socket.send("3");
        }
      }
    }

    @Test
    void noPongByWebSocketCloses() {
      try (RawWebSocket socket = server.webSocket(WEBSOCKET)) {
        socket.awaitClose();
        // The listener is notified after the client.
        Await.until("the reason", () -> server.closed().peek() == CloseReason.PING_TIMEOUT);
      }
    }
  }

  @Nested
  class Close {
    @Test
    void byPolling() throws Exception {
      String sid = http.open();
      CompletableFuture<HttpResponse<String>> polled = http.getAsync(RawHttp.polling(sid));
      pause(100);
      push(sid, "1");
      assertEquals(200, polled.get(30, TimeUnit.SECONDS).statusCode());
      assertEquals("6", polled.get().body());
      assertEquals(400, poll(sid).statusCode());
    }

    @Test
    void byWebSocket() throws Exception {
      try (RawWebSocket socket = server.webSocket(WEBSOCKET)) {
        socket.text();
        socket.send("1").awaitClose();
      }
    }
  }

  @Nested
  class Upgrade {
    @Test
    void fromPollingToWebSocket() throws Exception {
      String sid = http.open();
      try (RawWebSocket socket = server.webSocket(WEBSOCKET + "&sid=" + sid)) {
        assertEquals("3probe", socket.send("2probe").text());
        HttpResponse<String> polled = poll(sid);
        assertEquals(200, polled.statusCode());
        assertEquals("6", polled.body());
        assertEquals("4hello", socket.send("5").send("4hello").textAfterPings());
      }
    }

    @Test
    void requestsOfTheOldTransportAreRefusedAfterwards() throws Exception {
      String sid = http.open();
      try (RawWebSocket socket = server.webSocket(WEBSOCKET + "&sid=" + sid)) {
        socket.send("2probe").send("5");
        assertEquals(400, poll(sid).statusCode());
        assertEquals(400, push(sid, "4late").statusCode());
        assertEquals("3probe", socket.text());
        assertEquals("4hello", socket.send("4hello").textAfterPings());
      }
    }

    @Test
    void aSecondWebSocketIsClosedAfterwards() throws Exception {
      String sid = http.open();
      try (RawWebSocket socket = server.webSocket(WEBSOCKET + "&sid=" + sid)) {
        socket.send("2probe").send("5");
        assertEquals("3probe", socket.text());
        try (RawWebSocket second = server.webSocket(WEBSOCKET + "&sid=" + sid)) {
          second.awaitClose();
        }
        assertEquals("4hello", socket.send("4hello").textAfterPings());
      }
    }

    @Test
    void aWrongProbeKeepsThePollingSession() throws Exception {
      String sid = http.open();
      try (RawWebSocket socket = server.webSocket(WEBSOCKET + "&sid=" + sid)) {
        socket.send("2what").awaitClose();
      }
      assertEquals(200, push(sid, "4still").statusCode());
      assertEquals("4still", poll(sid).body());
    }
  }
}
