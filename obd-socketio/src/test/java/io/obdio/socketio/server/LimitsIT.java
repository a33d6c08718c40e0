package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.http.Network;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SuiteServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The limits of {@link ServerOptions} on clients and what they send, met from outside. {@link
 * OutboundLimitsIT} has those on what waits for a client.
 */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class LimitsIT {
  private static final String OPEN = "?EIO=4&transport=polling";

  @Test
  void connections() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.http(h -> h.maxConnections(2)));
        java.net.Socket one =
            new java.net.Socket(InetAddress.getLoopbackAddress(), server.server().port());
        java.net.Socket two =
            new java.net.Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      Await.until("two are counted", () -> server.server().stats().connections() == 2);
      try (java.net.Socket three =
          new java.net.Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
        three.setSoTimeout(30_000);
        assertEquals(-1, readOrEnd(three));
      }
      assertTrue(one.isConnected() && two.isConnected());
    }
  }

  private static int readOrEnd(java.net.Socket socket) {
    try {
      return socket.getInputStream().read();
    } catch (java.net.SocketTimeoutException e) {
      return 0;
    } catch (IOException e) {
      return -1; // a reset is an end, too
    }
  }

  @Test
  void sessions() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.engine(e -> e.maxSessions(2)))) {
      server.client().open();
      try (RawWebSocket second = server.session()) {
        HttpResponse<String> refused = server.client().get(OPEN);
        assertEquals(503, refused.statusCode());
        assertEquals("{\"code\":6,\"message\":\"Too many sessions\"}", refused.body());
        assertTrue(RawWebSocket.refused(server.url(), null));
        second.abort();
        Await.until("one has left", () -> server.server().stats().sessions() == 1);
        assertEquals(200, server.client().get(OPEN).statusCode());
      }
    }
  }

  @Test
  void sessionsOfOneAddress() throws Exception {
    // All tests connect from the loopback address, which is not limited: a proxy names clients
    // apart.
    List<Network> proxies = List.of(Network.parse("127.0.0.1"));
    try (SuiteServer server =
        SuiteServer.calm(
            o -> o.http(h -> h.trustedProxies(proxies)).engine(e -> e.maxSessionsPerAddress(1)))) {
      assertEquals(200, openFrom(server, "192.0.2.1").statusCode());
      HttpResponse<String> refused = openFrom(server, "192.0.2.1");
      assertEquals(429, refused.statusCode());
      assertEquals(
          "{\"code\":7,\"message\":\"Too many sessions from this address\"}", refused.body());
      assertEquals(200, openFrom(server, "198.51.100.9, 192.0.2.2").statusCode());
      assertEquals(429, openFrom(server, "198.51.100.1, 192.0.2.2").statusCode());
      assertEquals(200, server.client().get(OPEN).statusCode());
      assertEquals(200, server.client().get(OPEN).statusCode());
    }
  }

  private static HttpResponse<String> openFrom(SuiteServer server, String forwardedFor)
      throws Exception {
    return RawHttp.send(server.client().request(OPEN).header("X-Forwarded-For", forwardedFor));
  }

  @Test
  void payloadOfAPost() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.engine(e -> e.maxPayload(1000)))) {
      String query = RawHttp.polling(server.client().open());
      assertEquals(200, server.client().post(query, "4" + "2".repeat(0) + "0").statusCode());
      assertEquals(413, server.client().post(query, "4".repeat(1001)).statusCode());
    }
  }

  @Test
  void payloadOfAWebSocketMessage() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.engine(e -> e.maxPayload(1000)));
        RawWebSocket socket = server.connected()) {
      String fits = "42[\"message\",\"" + "x".repeat(900) + "\"]";
      assertEquals(fits.length() + 5, socket.send(fits).textAfterPings().length());
      socket.send("42[\"message\",\"" + "x".repeat(1000) + "\"]").awaitClose();
    }
  }

  @Test
  void payloadOfAFragmentedMessage() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.engine(e -> e.maxPayload(1000)));
        RawWebSocket socket = server.connected()) {
      socket.sendPart("42[\"message\",", false).sendPart("1", false).sendPart("]", true);
      assertEquals("42[\"message-back\",1]", socket.textAfterPings());
      socket.sendPart("42[\"message\",\"", false);
      assertThrows(
          Exception.class,
          () -> {
            for (int i = 0; i < 100; i++) {
              socket.sendPart("x".repeat(100), false);
            }
            socket.awaitClose();
            throw new IOException("closed, as it should");
          });
    }
  }

  /** A message of 1 MB that takes a thousand bytes on the wire. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void payloadOfACompressedMessage(boolean inFragments) throws Exception {
    byte[] bomb = deflated(("42[\"message\",\"" + "x".repeat(1_000_000) + "\"]"));
    assertTrue(bomb.length < 2_000, bomb.length + " bytes");
    try (SuiteServer server =
            SuiteServer.calm(
                o -> o.http(h -> h.perMessageDeflate(true)).engine(e -> e.maxPayload(100_000)));
        RawConnection client = RawConnection.open(server.server().port())) {
      client.upgrade(
          "/socket.io/?EIO=4&transport=websocket",
          "Sec-WebSocket-Extensions: permessage-deflate\r\n");
      client.frame(RawConnection.TEXT, "40");
      Await.until("connected", () -> server.server().stats().sockets() == 1);
      long packets = server.server().stats().packetsIn();
      if (inFragments) {
        int half = bomb.length / 2;
        client.frame(0x41, Arrays.copyOf(bomb, half));
        client.frame(RawConnection.LAST, Arrays.copyOfRange(bomb, half, bomb.length));
      } else {
        client.frame(0xC1, bomb);
      }
      client.rest();
      Await.until("closed", () -> server.server().stats().sessions() == 0);
      assertEquals(packets, server.server().stats().packetsIn(), "the message was not read");
    }
  }

  private static byte[] deflated(String message) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(message.getBytes(StandardCharsets.US_ASCII));
      byte[] out = new byte[10_000];
      int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(out, length - 4); // RFC 7692, 7.2.1: without the flush's four bytes
    } finally {
      deflater.end();
    }
  }

  /** What nests deeper than a thousand is no packet, and no stack overflows. */
  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void depthOfAPacket(String open) throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawWebSocket socket = server.connected()) {
      socket.send("42[\"message\"," + open.repeat(100_000)).awaitClose();
      Await.until("closed", () -> server.server().stats().sessions() == 0);
    }
  }

  @Test
  void numbersNoDoubleCanHoldAreNullAndLongOnesAreRefused() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawWebSocket socket = server.connected()) {
      socket.send("42[\"message\",1e999,-1e999,12345678901234567890]");
      assertEquals("42[\"message-back\",null,null,12345678901234567890]", socket.textAfterPings());
      socket.send("42[\"message\"," + "9".repeat(100_000) + "]").awaitClose();
    }
  }

  @Test
  void attachments() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.maxAttachments(2))) {
      try (RawWebSocket socket = server.connected()) {
        socket.send("452-[\"message\"]").send(new byte[1]).send(new byte[1]);
        assertEquals("42[\"message-back\"]", socket.textAfterPings());
        socket.send("453-[\"message\"]").awaitClose();
      }
    }
  }

  @Test
  void namespaces() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.maxNamespaces(1));
        RawWebSocket socket = server.connected()) {
      assertEquals(
          "44/custom,{\"message\":\"Too many namespaces\"}",
          socket.send("40/custom").textAfterPings());
    }
  }

  @Test
  void packetsPerSecond() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.engine(e -> e.maxPacketsPerSecond(20)));
        RawWebSocket socket = server.connected()) {
      assertThrows(
          Exception.class,
          () -> {
            for (int i = 0; i < 2000; i++) {
              socket.send("42[\"nothing\"]");
            }
            socket.awaitClose();
            throw new IOException("closed, as it should");
          });
      Await.until("the session has ended", () -> server.server().stats().sessions() == 0);
    }
  }

  @Test
  void packetsPerSecondInOneRequest() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.engine(e -> e.maxPacketsPerSecond(20)))) {
      String query = RawHttp.polling(server.client().open());
      String many = "40" + "\u001e42[\"nothing\"]".repeat(100_000);
      assertEquals(413, server.client().post(query, many).statusCode());
      String some = "40" + "\u001e42[\"nothing\"]".repeat(10_000);
      server.client().post(query, some);
      Await.until("the session has ended", () -> server.server().stats().sessions() == 0);
      assertTrue(server.server().stats().packetsIn() < 1_000, "most were not read");
    }
  }

  @Test
  void requestsThatWaitForTheOneBefore() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawConnection client = RawConnection.open(server.server().port())) {
      String target = "/socket.io/?EIO=4&transport=polling";
      client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
      String sid = RawHttp.sid(client.response());
      client.send("GET " + target + "&sid=" + sid + " HTTP/1.1\r\nHost: x\r\n\r\n");
      client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20));
      assertEquals(0, client.rest().length);
      Await.until("closed", () -> server.server().stats().sessions() == 0);
    }
  }

  @Test
  void timeOfAnUpgrade() throws Exception {
    try (SuiteServer server =
        SuiteServer.calm(o -> o.engine(e -> e.upgradeTimeout(Duration.ofMillis(200))))) {
      String sid = server.client().open();
      try (RawWebSocket probe =
          RawWebSocket.connect(server.url("?EIO=4&transport=websocket&sid=" + sid))) {
        probe.awaitClose();
      }
      server.client().post(RawHttp.polling(sid), "40");
      assertTrue(server.client().get(RawHttp.polling(sid)).body().startsWith("40{"));
    }
  }

  @Test
  void headersAndUri() throws Exception {
    try (SuiteServer server =
        SuiteServer.calm(o -> o.http(h -> h.maxHeaderBytes(2000)).http(h -> h.maxUriBytes(500)))) {
      assertEquals(414, server.client().get(OPEN + "&x=" + "y".repeat(600)).statusCode());
      assertEquals(
          431,
          RawHttp.send(server.client().request(OPEN).header("X-Much", "y".repeat(3000)))
              .statusCode());
      assertEquals(200, server.client().get(OPEN).statusCode());
    }
  }

  @Test
  void anIdleOrSlowRequestIsCutOff() throws Exception {
    try (SuiteServer server =
            SuiteServer.calm(o -> o.http(h -> h.keepAlive(Duration.ofMillis(300))));
        java.net.Socket slow =
            new java.net.Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      slow.setSoTimeout(30_000);
      slow.getOutputStream()
          .write("GET /socket.io/ HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));
      InputStream in = slow.getInputStream();
      assertEquals(-1, in.read());
    }
  }
}
