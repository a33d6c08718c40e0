package io.obdio.socketio.vehicle;

import io.obdio.core.util.SerialExecutors;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A bounded queue with one thread for requests that may take long, such as those to the vehicle.
 *
 * <p>When {@value #CAPACITY} requests are pending, further ones fail with {@link ErrorCode#BUSY}.
 * The deadline of a request includes the time in the queue; one that expires there is not started.
 *
 * <p>Threads: all methods may be called by any thread; requests run on the queue's thread.
 */
final class RequestQueue implements AutoCloseable {

  private static final int CAPACITY = 64;

  private final ExecutorService executor;

  RequestQueue(String threadName) {
    executor = SerialExecutors.rejecting(threadName, CAPACITY);
  }

  /**
   * Queues a request.
   *
   * @return its result; fails with {@link RequestException} {@link ErrorCode#BUSY} or {@link
   *     ErrorCode#TIMEOUT}, or with what the request threw
   */
  <T> CompletableFuture<T> submit(Duration deadline, Callable<T> request) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      executor.execute(
          () -> {
            if (result.isDone()) {
              return; // expired in the queue
            }
            try {
              result.complete(request.call());
            } catch (Throwable e) {
              result.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new RequestException(
              ErrorCode.BUSY,
              executor.isShutdown()
                  ? "the server is closing"
                  : "too many requests to the car are pending: wait for answers before sending"
                      + " more"));
    }
    return result
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException
                        ? new RequestException(
                            ErrorCode.TIMEOUT, "no answer within " + deadline.toMillis() + " ms")
                        : failure));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
