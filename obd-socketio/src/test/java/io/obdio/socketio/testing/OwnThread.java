package io.obdio.socketio.testing;

import io.obdio.core.util.DaemonThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Calls that block, each on a thread of its own: the common pool has few threads for them. */
public final class OwnThread {

  private OwnThread() {}

  /** Begins a call; returns its result or failure. */
  public static <T> CompletableFuture<T> call(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread unused =
        DaemonThreads.start(
            "blocking-call",
            () -> {
              try {
                result.complete(task.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }
}
