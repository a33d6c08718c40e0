package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.CapturedLog;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SlowClient;
import io.obdio.socketio.testing.SuiteServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that come, go and break: nothing of them stays behind. */
@ExtendWith(LeakGuard.class)
class ChurnIT {
  private static void nothingStays(SuiteServer server) {
    Await.until(
        "everything is gone: " + server.server().stats(),
        () -> {
          ServerStats stats = server.server().stats();
          return stats.sessions() == 0 && stats.sockets() == 0;
        });
    assertEquals(Set.of(), server.server().root().adapter().rooms(), "no room is left");
  }

  /** Connections the client keeps for later end when they are idle. */
  private static void notEvenConnections(SuiteServer server) {
    nothingStays(server);
    Await.until(
        "all connections and timers are gone: " + server.server().stats(),
        () -> {
          ServerStats stats = server.server().stats();
          return stats.connections() == 0 && stats.timers() == 0;
        });
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
      case 3 -> { // an upgrade that is not completed
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
        o ->
            o.engine(e -> e.pingInterval(Duration.ofSeconds(2)))
                .engine(e -> e.pingTimeout(Duration.ofSeconds(2)))
                .http(h -> h.keepAlive(Duration.ofSeconds(15))));
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
    try (SuiteServer server = server();
        CapturedLog log = new CapturedLog()) {
      for (int i = 0; i < 500; i++) {
        round(server, i);
      }
      notEvenConnections(server);
      String before = usage();
      long heapBefore = heap();
      long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
      int rounds = 0;
      while (System.nanoTime() < end) {
        round(server, rounds++);
      }
      notEvenConnections(server);
      long heapAfter = heap();
      System.out.printf("%d rounds; before %s, after %s%n", rounds, before, usage());
      assertTrue(
          heapAfter < heapBefore + 5_000_000, "heap " + heapBefore + " before, " + heapAfter);
      assertEquals(List.of(), log.complaints());
    }
  }

  private static String usage() {
    long direct = -1;
    if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider) {
      direct = provider.metric().usedDirectMemory();
    }
    return "%d bytes of heap, %d direct, %d threads"
        .formatted(heap(), direct, Thread.activeCount());
  }

  private static long heap() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
