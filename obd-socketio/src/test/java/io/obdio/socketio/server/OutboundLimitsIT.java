package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SlowClient;
import io.obdio.socketio.testing.SuiteServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The limits of {@link ServerOptions} on what waits for a client, met from outside. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class OutboundLimitsIT {

  @Test
  void queuedMessagesOfAClientThatDoesNotPoll() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.engine(e -> e.maxQueuedMessages(10)))) {
      String sid = server.client().open();
      server.client().post(RawHttp.polling(sid), "40");
      Await.until("connected", () -> server.server().stats().sockets() == 1);
      for (int i = 0; i < 11; i++) {
        server.server().root().emit("news", i);
      }
      Await.until("disconnected", () -> server.server().stats().sessions() == 0);
    }
  }

  @Test
  void queuedBytesOfAClientThatDoesNotRead() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.engine(e -> e.maxQueuedBytes(100_000)));
        SlowClient slow = SlowClient.connect(server.server().port());
        RawWebSocket other = server.connected()) {
      Await.until("both are there", () -> server.server().stats().sockets() == 2);
      String news = "x".repeat(10_000);
      // More than the kernel buffers, the channel and the queue can hold together.
      Await.until(
          "the one that does not read is gone",
          () -> {
            server.server().root().emit("news", news);
            try {
              other.textAfterPings();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return server.server().stats().sockets() == 1;
          });
      assertTrue(slow.open());
    }
  }

  @Test
  void volatileEventsAreDroppedAndLatestOnesReplaced() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o)) {
      String sid = server.client().open();
      String query = RawHttp.polling(sid);
      server.client().post(query, "40");
      Await.until("connected", () -> server.server().stats().sockets() == 1);
      server.client().get(query); // CONNECT and auth
      Namespace root = server.server().root();
      for (int i = 0; i < 1000; i++) {
        root.asVolatile().emit("lost", i);
        root.latest("RPM").emit("rpm", i);
        root.latest("SPEED").emit("speed", i);
      }
      Await.until("all were offered", () -> server.server().stats().dropped() == 2998);
      assertEquals("42[\"rpm\",999]\u001e42[\"speed\",999]", server.client().get(query).body());
    }
  }

  @Test
  void pendingAcks() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.maxPendingAcks(2));
        RawWebSocket socket = server.connected()) {
      Socket peer = server.server().root().sockets().iterator().next();
      CompletionStage<List<@Nullable Object>> first =
          peer.emitWithAck(Duration.ofSeconds(60), "question", 1);
      peer.emitWithAck(Duration.ofSeconds(60), "question", 2);
      ExecutionException tooMany =
          assertThrows(
              ExecutionException.class,
              () -> Await.value(peer.emitWithAck(Duration.ofSeconds(60), "question", 3)));
      assertTrue(tooMany.getCause() instanceof AckException);
      assertEquals("420[\"question\",1]", socket.textAfterPings());
      socket.send("430[42]");
      assertEquals(List.of(42), Await.value(first));
    }
  }

  @Test
  void anAcknowledgementThatDoesNotComeTimesOut() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawWebSocket socket = server.connected()) {
      Socket peer = server.server().root().sockets().iterator().next();
      ExecutionException late =
          assertThrows(
              ExecutionException.class,
              () -> Await.value(peer.emitWithAck(Duration.ofMillis(50), "question")));
      assertEquals("no acknowledgement within 50 ms", late.getCause().getMessage());
      CompletionStage<List<@Nullable Object>> cut =
          peer.emitWithAck(Duration.ofSeconds(60), "question");
      socket.abort();
      ExecutionException gone = assertThrows(ExecutionException.class, () -> Await.value(cut));
      assertEquals("the client disconnected", gone.getCause().getMessage());
    }
  }
}
