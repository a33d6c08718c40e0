package io.obdio.socketio.obd;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread on which what may take long is done, such as asking the car: whoever asks gets a stage
 * and goes on.
 *
 * <p>Bounded: when {@value #MOST_WAITING} wait, more are refused with {@link EventError.Code#BUSY}.
 * Each has a deadline from the moment it is asked; one that passes it while waiting is not begun.
 *
 * <p>Threads: {@link #ask} and {@link #close} by any; the question runs on the queue's own.
 */
final class DeviceQueue implements AutoCloseable {

  private static final int MOST_WAITING = 64;

  private final ThreadPoolExecutor executor;

  /** A queue whose thread has this name. */
  DeviceQueue(String name) {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  <T> CompletableFuture<T> ask(Duration deadline, Callable<T> question) {
    CompletableFuture<T> asked = new CompletableFuture<>();
    try {
      executor.execute(
          () -> {
            if (asked.isDone()) {
              return;
            }
            try {
              asked.complete(question.call());
            } catch (Throwable e) {
              asked.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new EventError(
              EventError.Code.BUSY,
              executor.isShutdown()
                  ? "the server is closing"
                  : "the car is asked too much at once: wait for answers before asking more"));
    }
    return asked
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException
                        ? new EventError(
                            EventError.Code.TIMEOUT,
                            "no answer within " + deadline.toMillis() + " ms")
                        : failure));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
