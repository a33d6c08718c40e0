package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.ClusterMessage.ClientAck;
import io.obdio.socketio.cluster.ClusterMessage.ClientCount;
import io.obdio.socketio.cluster.ClusterMessage.Exchange;
import io.obdio.socketio.cluster.ClusterMessage.FetchedSockets;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideAnswer;
import io.obdio.socketio.server.AckException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests of one adapter to the other servers that await answers. Safe for any thread. */
final class Requests {
  /** The largest number of requests that await answers; further ones fail at once. */
  static final int MAX_PENDING = 10_000;

  private final Map<String, Collector<?>> pending = new ConcurrentHashMap<>();

  /** Returns an id of a request, or of an adapter. */
  static String newId() {
    return String.format("%016x", ThreadLocalRandom.current().nextLong());
  }

  /**
   * Registers a request until its future completes, at the latest after the timeout. The future
   * fails at once if too many requests await answers.
   */
  <T> void add(String id, Collector<T> collector, Duration timeout) {
    if (pending.size() >= MAX_PENDING) {
      collector
          .result()
          .completeExceptionally(
              new AckException(MAX_PENDING + " requests await answers already", List.of()));
      return;
    }
    pending.put(id, collector);
    // A timer that is cancelled does not keep the answers in memory until the timeout.
    CompletableFuture<@Nullable Void> timer = new CompletableFuture<>();
    var unusedExpiry =
        timer
            .completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(collector::expire);
    var unusedRemoval =
        collector
            .result()
            .whenComplete(
                (value, failure) -> {
                  pending.remove(id);
                  timer.cancel(false);
                });
  }

  /** Passes an answer to its request; answers of unknown or completed requests are ignored. */
  void answered(Exchange answer) {
    Collector<?> collector = pending.get(answer.requestId());
    if (collector == null) {
      return;
    }
    if (answer instanceof FetchedSockets fetched && collector instanceof SocketCollector sockets) {
      sockets.add(fetched.sockets());
    } else if (answer instanceof ServerSideAnswer one
        && collector instanceof ServerAnswerCollector answers) {
      answers.add(one.args());
    } else if (answer instanceof ClientCount count && collector instanceof AckCollector acks) {
      acks.counted(count.clients());
    } else if (answer instanceof ClientAck ack && collector instanceof AckCollector acks) {
      acks.acknowledged(ack.args());
    }
  }

  /** Ends all requests with what has arrived. */
  void close() {
    pending.values().forEach(Collector::expire);
  }
}
