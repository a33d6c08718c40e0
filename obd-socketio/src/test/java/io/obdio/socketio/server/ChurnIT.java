package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.Fuzz;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SlowClient;
import io.obdio.socketio.testing.SuiteServer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that come, go and break: nothing of them stays behind. */
@ExtendWith(LeakGuard.class)
class ChurnIT {
  private static final List<String> SEEDS =
      List.of(
          "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
              .concat("Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
              .concat("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
              .concat("\u0001\u0082\u0000\u0000\u0000\u000040"),
          "POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nContent-Length: 2\r\n\r\n40",
          "GET /socket.io/socket.io.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  private static void nothingStays(SuiteServer server) {
    Await.until(
        "everything is gone: " + server.server().stats(),
        () -> {
          ServerStats stats = server.server().stats();
          return stats.sessions() == 0 && stats.sockets() == 0;
        });
    assertEquals(Set.of(), server.server().root().adapter().rooms(), "no room is left");
  }

  private static void round(SuiteServer server, int number) throws Exception {
    switch (number % 5) {
      case 0 -> { // a WebSocket that is cut
        RawWebSocket socket = server.connected();
        socket.send("42[\"message\"," + number + "]");
        socket.abort();
      }
      case 1 -> { // a reset in the middle of a broadcast
        SlowClient slow = SlowClient.connect(server.server().port());
        server.server().root().emit("news", "x".repeat(5_000));
        slow.reset();
      }
      case 2 -> { // a polling session that closes
        String query = RawHttp.polling(server.client().open());
        server.client().post(query, "40");
        server.client().get(query);
        server.client().post(query, "1");
      }
      case 3 -> { // an upgrade that stops half-way
        String sid = server.client().open();
        RawWebSocket probe =
            RawWebSocket.connect(server.url("?EIO=4&transport=websocket&sid=" + sid));
        probe.send("2probe");
        probe.text();
        probe.abort();
        server.client().post(RawHttp.polling(sid), "1");
      }
      default -> { // disconnected by the server
        try (RawWebSocket socket = server.connected()) {
          server.server().root().sockets().forEach(s -> s.join("room"));
          server.server().root().in("room").disconnectSockets(true);
          socket.awaitClose();
        }
      }
    }
  }

  private static SuiteServer server() throws IOException {
    return SuiteServer.calm(
        o -> o.pingInterval(Duration.ofSeconds(2)).pingTimeout(Duration.ofSeconds(2)));
  }

  @Test
  @Timeout(300)
  void aShortWhile() throws Exception {
    try (SuiteServer server = server()) {
      for (int i = 0; i < 100; i++) {
        round(server, i);
      }
      nothingStays(server);
    }
  }

  @Test
  @Tag("long")
  @Timeout(1200)
  void tenMinutes() throws Exception {
    try (SuiteServer server = server()) {
      for (int i = 0; i < 500; i++) {
        round(server, i);
      }
      nothingStays(server);
      long before = heap();
      long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
      for (int i = 0; System.nanoTime() < end; i++) {
        round(server, i);
      }
      nothingStays(server);
      long after = heap();
      assertTrue(after < before + 20_000_000, "heap " + before + " before, " + after + " after");
    }
  }

  private static long heap() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  @Timeout(600)
  void anythingAtThePort() throws Exception {
    SplittableRandom random = Fuzz.random();
    try (SuiteServer server = server()) {
      for (int i = 0; i < Math.min(20_000, Fuzz.inputs(300)); i++) {
        byte[] input = Fuzz.input(random, SEEDS);
        try (java.net.Socket socket =
            new java.net.Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
          socket.getOutputStream().write(input);
          socket.shutdownOutput();
          socket.setSoTimeout(5_000);
          socket.getInputStream().read(); // an answer, the end, a reset or nothing: all are fine
        } catch (java.net.SocketException | java.net.SocketTimeoutException e) {
          assertTrue(e.getMessage() != null, Fuzz.seed());
        }
      }
      try (RawWebSocket socket = server.connected()) {
        assertEquals(
            "42[\"message-back\",1]",
            socket.send("42[\"message\",1]").textAfterPings(),
            Fuzz.seed());
      }
      nothingStays(server);
    }
  }
}
