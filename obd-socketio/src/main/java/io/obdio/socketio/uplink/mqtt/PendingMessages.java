package io.obdio.socketio.uplink.mqtt;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The messages that were handed over to the library. Their futures fail when the connection is
 * lost; the library may hold the messages longer, so that both are counted. For any thread.
 */
final class PendingMessages {

  /** Messages that the library may hold, sent or not. */
  static final int MAX = 4096;

  @GuardedBy("this")
  private final Map<Long, CompletableFuture<@Nullable Void>> futures = new LinkedHashMap<>();

  @GuardedBy("this")
  private long last;

  @GuardedBy("this")
  private int held;

  /**
   * Adds a message.
   *
   * @return its number
   * @throws IOException if there are too many
   */
  synchronized long add(CompletableFuture<@Nullable Void> future) throws IOException {
    if (held >= MAX) {
      throw new IOException(MAX + " messages await the broker");
    }
    held++;
    last++;
    futures.put(last, future);
    return last;
  }

  /** Completes a message that the library does not hold any more. */
  void released(long number, @Nullable Throwable failure) {
    CompletableFuture<@Nullable Void> future;
    synchronized (this) {
      held--;
      future = futures.remove(number);
    }
    if (future == null) {
      return; // it has failed with the connection
    }
    if (failure == null) {
      future.complete(null);
    } else {
      future.completeExceptionally(new IOException(ConnectionReasons.text(failure), failure));
    }
  }

  /** Fails all messages: the connection was lost. */
  void failAll(IOException failure) {
    List<CompletableFuture<@Nullable Void>> lost;
    synchronized (this) {
      lost = new ArrayList<>(futures.values());
      futures.clear();
    }
    lost.forEach(future -> future.completeExceptionally(failure));
  }

  /** Returns a future that completes when all present messages are complete. */
  synchronized CompletableFuture<@Nullable Void> all() {
    return CompletableFuture.allOf(futures.values().toArray(CompletableFuture[]::new));
  }
}
