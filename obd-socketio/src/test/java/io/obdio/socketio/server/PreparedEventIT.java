package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SuiteServer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events that are written once for many sockets. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class PreparedEventIT {

  /** Counts how often it is written. */
  public static final class Counting {
    private final AtomicInteger written = new AtomicInteger();

    /** A property for the codec. */
    public int getTimes() {
      return written.incrementAndGet();
    }
  }

  @Test
  void isWrittenOnceForAll() throws Exception {
    Counting counting = new Counting();
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawWebSocket one = server.connected();
        RawWebSocket two = server.connected()) {
      PreparedEvent event = server.server().root().prepare("news", counting, new byte[] {1, 2});
      for (Socket socket : server.server().root().sockets()) {
        socket.emitLatest("key", event);
        socket.emitLatest("key", event);
      }
      for (RawWebSocket client : new RawWebSocket[] {one, two}) {
        for (int i = 0; i < 2; i++) {
          String text = client.textAfterPings();
          assertEquals("451-[\"news\",{\"times\":1},{\"_placeholder\":true,\"num\":0}]", text);
          assertArrayEquals(new byte[] {1, 2}, client.bytes());
        }
      }
      assertEquals(1, counting.written.get());
    }
  }

  @Test
  void whoDoesNotReadGetsTheNewest() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o)) {
      Namespace root = server.server().root();
      root.onConnection(socket -> socket.on("go", event -> emitNewest(root, socket)));
      RawHttp client = server.client();
      String query = RawHttp.polling(client.open());
      client.post(query, "40");
      assertEquals("40", client.get(query).body().substring(0, 2));
      client.post(query, "42[\"go\"]");
      StringBuilder all = new StringBuilder();
      while (all.indexOf("42[\"b\",{\"i\":99}]") < 0) {
        all.append(client.get(query).body());
      }
      assertEquals(1, all.toString().split("42\\[\"a\",", -1).length - 1, all::toString);
    }
  }

  /** Emits on the event loop, so that no poll comes in between. */
  private static void emitNewest(Namespace root, Socket socket) {
    for (int i = 0; i < 100; i++) {
      socket.emitLatest("a", root.prepare("a", i));
      socket.emitLatest("b", root.prepare("b", Map.of("i", i)));
    }
  }

  @Test
  void belongsToItsNamespace() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawWebSocket client = server.connected()) {
      PreparedEvent foreign = server.server().of("/custom").prepare("news", 1);
      Socket socket = server.server().root().sockets().iterator().next();
      assertThrows(IllegalArgumentException.class, () -> socket.emitLatest("key", foreign));
      assertThrows(
          IllegalArgumentException.class, () -> server.server().root().prepare("disconnect"));
      socket.emitLatest("key", server.server().root().prepare("news", 2));
      assertEquals("42[\"news\",2]", client.textAfterPings());
    }
  }
}
