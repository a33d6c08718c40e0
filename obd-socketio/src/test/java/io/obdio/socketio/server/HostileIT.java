package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SuiteServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Clients that occupy memory together, each within its own limits: all of them share a budget, and
 * a client that behaves is served beside them.
 */
@ExtendWith(LeakGuard.class)
@Timeout(180)
class HostileIT {
  private static final long BUDGET = 4_000_000;
  private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

  private final List<RawConnection> open = new ArrayList<>();
  private SuiteServer server;

  private void start(UnaryOperator<ServerOptions.Builder> change) throws IOException {
    server = SuiteServer.calm(o -> change.apply(o.maxBufferedBytes(BUDGET)));
  }

  @AfterEach
  void stop() throws IOException {
    for (RawConnection each : open) {
      each.close();
    }
    Await.until("all bytes are released", () -> server.server().stats().bufferedBytes() == 0);
    server.close();
  }

  private long buffered() {
    return server.server().stats().bufferedBytes();
  }

  private RawConnection connect() throws IOException {
    RawConnection connection = RawConnection.open(server.server().port());
    open.add(connection);
    return connection;
  }

  private RawConnection socket() throws IOException {
    RawConnection connection = connect().upgrade(WEBSOCKET);
    connection.frame();
    connection.frame(RawConnection.TEXT, "40");
    connection.frame();
    connection.frame();
    return connection;
  }

  /** Sends, although the server may close the connection meanwhile. */
  private static void sendAnyhow(RawConnection connection, byte[] bytes) {
    try {
      connection.send(bytes);
    } catch (IOException e) {
      // Closed by the server: that is what the budget is for.
    }
  }

  private void honestClientIsServed() throws Exception {
    try (RawWebSocket honest = server.connected()) {
      honest.send("421[\"message-with-ack\",1]");
      assertEquals("431[1]", honest.textAfterPings());
    }
  }

  /** 28 clients with 9 of 10 attachments ended a heap of 256 MB. */
  @Test
  void attachmentsOfIncompletePackets() throws Exception {
    start(o -> o);
    byte[] attachment = RawConnection.frameBytes(RawConnection.BINARY, new byte[200_000]);
    for (int i = 0; i < 20; i++) {
      RawConnection client = socket();
      client.frame(
          RawConnection.TEXT, "4510-[\"x\"" + ",{\"_placeholder\":true,\"num\":0}".repeat(1) + "]");
      for (int j = 0; j < 9; j++) {
        sendAnyhow(client, attachment);
      }
    }
    Await.until("some were closed", () -> server.server().stats().sockets() < 20);
    assertTrue(buffered() <= BUDGET, () -> "buffered " + buffered());
    honestClientIsServed();
  }

  @Test
  void fragmentsOfIncompleteMessages() throws Exception {
    start(o -> o);
    byte[] fragment = RawConnection.frameBytes(2, new byte[200_000]);
    byte[] next = RawConnection.frameBytes(0, new byte[200_000]);
    for (int i = 0; i < 20; i++) {
      RawConnection client = socket();
      sendAnyhow(client, fragment);
      sendAnyhow(client, next);
    }
    Await.until("some were closed", () -> server.server().stats().sockets() < 20);
    assertTrue(buffered() <= BUDGET, () -> "buffered " + buffered());
    honestClientIsServed();
  }

  @Test
  void framesThatAreNotComplete() throws Exception {
    start(o -> o);
    byte[] frame = RawConnection.frameBytes(RawConnection.BINARY, new byte[900_000]);
    byte[] part = java.util.Arrays.copyOf(frame, 800_000);
    for (int i = 0; i < 20; i++) {
      sendAnyhow(socket(), part);
    }
    Await.until("some were closed", () -> server.server().stats().sockets() < 20);
    assertTrue(buffered() <= BUDGET, () -> "buffered " + buffered());
    honestClientIsServed();
  }

  @Test
  void requestsThatAreNotComplete() throws Exception {
    start(o -> o);
    String sid = server.client().open();
    byte[] head =
        ("POST "
                + POLLING
                + "&sid="
                + sid
                + "x HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] body = new byte[800_000];
    for (int i = 0; i < 20; i++) {
      RawConnection client = connect();
      sendAnyhow(client, head);
      sendAnyhow(client, body);
    }
    Await.until("some were closed", () -> server.server().stats().connections() < 20);
    assertTrue(buffered() <= BUDGET, () -> "buffered " + buffered());
    honestClientIsServed();
    server.server().close();
  }

  /** 20,000 handshakes with 15 kB of headers each filled the heap. */
  @Test
  void handshakesKeepTheHeadersThatAreNeeded() throws Exception {
    start(o -> o);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      HttpResponse<String> response =
          RawHttp.send(
              server
                  .client()
                  .request("?EIO=4&transport=polling")
                  .header("Cookie", "c=" + "x".repeat(10_000))
                  .header("X-Large", "x".repeat(4_900)));
      refused += response.statusCode() == 503 ? 1 : 0;
    }
    assertTrue(buffered() <= BUDGET, () -> "buffered " + buffered());
    assertTrue(refused > 100, "refused " + refused);
    assertEquals(600 - refused, server.server().stats().sessions());
    server.server().close();
  }

  /** 25 payloads of 996 kB were 24 MB of objects each. */
  @Test
  void aLargePayloadOfConnect() throws Exception {
    start(o -> o);
    try (RawWebSocket client = server.session()) {
      client.send("40{\"a\":\"" + "x".repeat(16_400) + "\"}");
      assertEquals(1008, client.awaitClose());
    }
    try (RawWebSocket client = server.session()) {
      client.send("40{\"a\":\"" + "x".repeat(16_000) + "\"}");
      assertTrue(client.textAfterPings().startsWith("40{\"sid\""));
    }
  }

  @Test
  void queuesOfClientsThatDoNotRead() throws Exception {
    start(o -> o.engine(e -> e.maxQueuedMessages(100_000).maxQueuedBytes(2_000_000)));
    List<String> sids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String sid = server.client().open();
      server.client().post(RawHttp.polling(sid), "40");
      sids.add(sid);
    }
    Namespace root = server.server().root();
    Await.until("connected", () -> root.sockets().size() == 20);
    String text = "x".repeat(10_000);
    for (int i = 0; i < 100; i++) {
      root.emit("news", text);
    }
    Await.until("some were closed", () -> server.server().stats().sockets() < 20);
    assertTrue(buffered() <= BUDGET + 20 * 2_048, () -> "buffered " + buffered());
    honestClientIsServed();
    server.server().close();
    assertEquals(20, sids.size());
  }

  @Test
  void aHandshakeWithoutAFurtherRequestExpires() throws Exception {
    start(o -> o.engine(e -> e.handshakeTimeout(Duration.ofMillis(200))));
    server.client().open();
    String sid = server.client().open();
    server.client().post(RawHttp.polling(sid), "40");
    Await.until("one is left", () -> server.server().stats().sessions() == 1);
    assertTrue(server.client().get(RawHttp.polling(sid)).body().startsWith("40{"));
    server.server().close();
  }

  @Test
  void aPageOfAnotherSiteOpensNoSession() throws Exception {
    start(o -> o);
    assertEquals(
        403,
        RawHttp.send(
                server
                    .client()
                    .request("?EIO=4&transport=polling")
                    .header("Sec-Fetch-Site", "cross-site"))
            .statusCode());
    assertEquals(0, server.server().stats().sessions());
  }
}
