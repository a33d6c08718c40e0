package io.obdio.socketio.uplink.mqtt;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private final Set<CompletableFuture<@Nullable Void>> futures = new HashSet<>();

  @GuardedBy("this")
  private int held;

  /**
   * Adds a message.
   *
   * @throws IOException if there are too many
   */
  synchronized void add(CompletableFuture<@Nullable Void> future) throws IOException {
    if (held >= MAX) {
      throw new IOException(MAX + " messages await the broker");
    }
    held++;
    futures.add(future);
  }

  /** Completes a message that the library does not hold any more. */
  void released(CompletableFuture<@Nullable Void> future, @Nullable Throwable failure) {
    synchronized (this) {
      held--;
      futures.remove(future);
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
      lost = new ArrayList<>(futures);
      futures.clear();
    }
    lost.forEach(future -> future.completeExceptionally(failure));
  }

  /** Returns a future that completes when all present messages are complete. */
  synchronized CompletableFuture<@Nullable Void> all() {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }
}
