package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SuiteServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Socket.IO checks of the official v5 suite; those of the engine in it are also in its own
 * suite, and the ones that depend on the path are here once more.
 */
@Tag("alone")
@ExtendWith(LeakGuard.class)
@Timeout(120)
class SocketIoSuiteIT {
  private static SuiteServer server;

  @BeforeAll
  static void start() throws Exception {
    server = SuiteServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Nested
  class Connect {
    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "40; 40; 42[\"auth\",{}]",
          "40{\"token\":\"123\"}; 40; 42[\"auth\",{\"token\":\"123\"}]",
          "40/custom,; 40/custom,; 42/custom,[\"auth\",{}]",
          "40/custom,{\"token\":\"abc\"}; 40/custom,; 42/custom,[\"auth\",{\"token\":\"abc\"}]",
        })
    void toANamespace(String sent, String head, String auth) throws Exception {
      try (RawWebSocket socket = server.session()) {
        String answer = socket.send(sent).textAfterPings();
        assertTrue(
            answer.matches(
                java.util.regex.Pattern.quote(head) + "\\{\"sid\":\"[A-Za-z0-9_-]{20}\"}"),
            answer);
        assertEquals(auth, socket.textAfterPings());
      }
    }

    @Test
    void toAnUnknownNamespaceIsRefused() throws Exception {
      try (RawWebSocket socket = server.session()) {
        assertEquals(
            "44/random,{\"message\":\"Invalid namespace\"}",
            socket.send("40/random").textAfterPings());
      }
    }

    @Test
    void withAnInvalidHandshakeCloses() throws Exception {
      try (RawWebSocket socket = server.session()) {
        socket.send("4abc").awaitClose();
      }
    }

    @Test
    void notInTimeCloses() throws Exception {
      try (RawWebSocket socket = server.session()) {
        while (socket.poll(500) instanceof String ping && ping.equals("2")) {
          socket.send("3");
        }
        socket.awaitClose();
      }
    }
  }

  @Nested
  class Disconnect {
    @Test
    void fromTheMainNamespaceKeepsTheSession() throws Exception {
      try (RawWebSocket socket = server.connected()) {
        assertEquals("2", socket.send("41").text());
      }
    }

    @Test
    void fromACustomNamespaceKeepsTheOther() throws Exception {
      try (RawWebSocket socket = server.connected()) {
        socket.send("40/custom");
        assertTrue(socket.textAfterPings().startsWith("40/custom,"));
        assertTrue(socket.textAfterPings().startsWith("42/custom,"));
        socket.send("41/custom").send("42[\"message\",\"message to main namespace\"]");
        assertEquals("42[\"message-back\",\"message to main namespace\"]", socket.textAfterPings());
      }
    }
  }

  @Nested
  class Message {
    @Test
    void plainText() throws Exception {
      try (RawWebSocket socket = server.connected()) {
        socket.send("42[\"message\",1,\"2\",{\"3\":[true]}]");
        assertEquals("42[\"message-back\",1,\"2\",{\"3\":[true]}]", socket.textAfterPings());
      }
    }

    @Test
    void plainTextWithAck() throws Exception {
      try (RawWebSocket socket = server.connected()) {
        socket.send("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
        assertEquals("43456[1,\"2\",{\"3\":[false]}]", socket.textAfterPings());
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "452-[\"message\",; 452-[\"message-back\",",
          "452-789[\"message-with-ack\",; 462-789["
        })
    void attachments(String head, String answer) throws Exception {
      String places = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";
      try (RawWebSocket socket = server.connected()) {
        socket.send(head + places).send(new byte[] {1, 2, 3}).send(new byte[] {4, 5, 6});
        assertEquals(answer + places, socket.textAfterPings());
        assertArrayEquals(new byte[] {1, 2, 3}, socket.bytes());
        assertArrayEquals(new byte[] {4, 5, 6}, socket.bytes());
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "4abc", // no packet type
          "42{}", // no list
          "42abc[\"message-with-ack\",1,\"2\",{\"3\":[false]}]", // no id
          "42[]",
          "42",
          "42[\"connect\"]",
          "42[{}]",
          "43[1]", // an acknowledgement without id
          "44{\"message\":\"x\"}",
          "45[\"x\"]", // no number of attachments
          "4511-[\"x\"]", // too many
          "47",
          "4",
          "41{}",
          "42/never,[\"x\"]", // a namespace never entered
          "42[\"x\"",
          "42[\"x\"]]",
          "42[\"\ud800\"]",
          "421234567890123456[\"x\"]"
        })
    void malformedPacketsClose(String packet) throws Exception {
      try (RawWebSocket socket = server.connected()) {
        if (packet.indexOf('\ud800') < 0) {
          socket.send(packet);
        } else {
          socket.send("42[\"\\x\"]"); // the JDK does not send half a character; a bad escape
        }
        socket.awaitClose();
      }
    }

    @Test
    void anAttachmentOutOfPlaceCloses() throws Exception {
      try (RawWebSocket socket = server.connected()) {
        socket.send(new byte[] {1}).awaitClose();
      }
    }

    @Test
    void textWhereAnAttachmentWasDueCloses() throws Exception {
      try (RawWebSocket socket = server.connected()) {
        socket.send("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
        socket.send("42[\"message\"]").awaitClose();
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "\"0\"", "null", "{}"})
    void anAttachmentThatIsNotThereCloses(String number) throws Exception {
      try (RawWebSocket socket = server.connected()) {
        socket.send("451-[\"message\",{\"_placeholder\":true,\"num\":" + number + "}]");
        socket.send(new byte[] {1}).awaitClose();
      }
    }
  }

  @Nested
  class Engine {
    @Test
    void anOldClientIsRefusedWithTheReason() throws Exception {
      var response = server.client().get("?EIO=3&transport=polling");
      assertEquals(400, response.statusCode());
      assertEquals("{\"code\":5,\"message\":\"Unsupported protocol version\"}", response.body());
    }

    @Test
    void anUnknownSessionIsRefused() throws Exception {
      var response = server.client().get(RawHttp.polling("nobody"));
      assertEquals(400, response.statusCode());
      assertEquals("{\"code\":1,\"message\":\"Session ID unknown\"}", response.body());
    }

    @Test
    void theUpgradedSessionGoesOn() throws Exception {
      String sid = server.client().open();
      server.client().post(RawHttp.polling(sid), "40");
      try (RawWebSocket socket =
          RawWebSocket.connect(server.url("?EIO=4&transport=websocket&sid=" + sid))) {
        assertEquals("3probe", socket.send("2probe").text());
        socket.send("5");
        assertTrue(socket.textAfterPings().startsWith("40{"));
        assertEquals("42[\"auth\",{}]", socket.textAfterPings());
      }
    }
  }
}
