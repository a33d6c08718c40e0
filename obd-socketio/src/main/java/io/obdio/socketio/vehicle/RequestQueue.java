package io.obdio.socketio.vehicle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.SerialExecutors;
import io.obdio.socketio.netty.FatalErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue with one thread for requests that may take long, such as those to the vehicle.
 * Clients are served in turn ({@link FairQueue}).
 *
 * <p>When {@value #PER_CLIENT} requests of one client or {@value #TOTAL} of all clients are
 * pending, further ones fail with {@link ErrorCode#BUSY}. The deadline of a request includes the
 * time in the queue; one that expires there is not started.
 *
 * <p>Threads: all methods may be called by any thread; requests run on the queue's thread.
 */
final class RequestQueue implements AutoCloseable {

  private static final int PER_CLIENT = 64;
  private static final int TOTAL = 1_024;

  private static final String TOO_MANY =
      "too many requests to the vehicle are pending: wait for answers before sending more";

  /** A request and its result. */
  private record Pending<T>(Callable<T> request, CompletableFuture<T> result) {
    void run() {
      if (result.isDone()) {
        return; // expired in the queue
      }
      try {
        result.complete(request.call());
      } catch (Throwable e) { // an Error too: the client must not wait for the deadline
        FatalErrors.check(e);
        result.completeExceptionally(e);
      }
    }

    void fail(RequestException why) {
      result.completeExceptionally(why);
    }
  }

  private final ExecutorService executor;

  @GuardedBy("this")
  private final FairQueue<Pending<?>> queue = new FairQueue<>(PER_CLIENT, TOTAL);

  /** Whether a task of the executor is serving the queue, or will. */
  @GuardedBy("this")
  private boolean serving;

  @GuardedBy("this")
  private boolean closed;

  RequestQueue(String threadName) {
    executor = SerialExecutors.rejecting(threadName, 2);
  }

  /**
   * Queues a request.
   *
   * @param client on whose behalf; any name
   * @param cost number of exchanges with the vehicle, above 0
   * @return its result; fails with {@link RequestException} {@link ErrorCode#BUSY} or {@link
   *     ErrorCode#TIMEOUT}, or with what the request threw
   */
  <T> CompletableFuture<T> submit(String client, int cost, Duration deadline, Callable<T> request) {
    Pending<T> pending = new Pending<>(request, new CompletableFuture<>());
    List<Pending<?>> displaced = new ArrayList<>(1);
    boolean accepted;
    boolean start;
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(closing());
      }
      accepted = offer(client, cost, pending, displaced);
      start = accepted && !serving;
      serving |= start;
    }
    displaced.forEach(each -> each.fail(new RequestException(ErrorCode.BUSY, TOO_MANY)));
    if (!accepted) {
      return CompletableFuture.failedFuture(new RequestException(ErrorCode.BUSY, TOO_MANY));
    }
    if (start) {
      serve();
    }
    return pending
        .result
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException
                        ? new RequestException(
                            ErrorCode.TIMEOUT, "no answer within " + deadline.toMillis() + " ms")
                        : failure));
  }

  @GuardedBy("this")
  private boolean offer(String client, int cost, Pending<?> pending, List<Pending<?>> displaced) {
    if (queue.offer(client, pending, cost, displaced::add)) {
      return true;
    }
    queue.removeIf(each -> each.result.isDone()); // those that have expired
    return queue.offer(client, pending, cost, displaced::add);
  }

  private void serve() {
    try {
      executor.execute(this::serveAll);
    } catch (RejectedExecutionException e) {
      failAll();
    }
  }

  private void failAll() {
    List<Pending<?>> failed = new ArrayList<>();
    synchronized (this) {
      closed = true;
      for (Pending<?> next = queue.poll(); next != null; next = queue.poll()) {
        failed.add(next);
      }
    }
    failed.forEach(each -> each.fail(closing()));
  }

  private static RequestException closing() {
    return new RequestException(ErrorCode.BUSY, "the server is closing");
  }

  private void serveAll() {
    for (Pending<?> next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private synchronized @Nullable Pending<?> next() {
    Pending<?> next = closed ? null : queue.poll();
    serving = next != null;
    return next;
  }

  /** Interrupts the request that runs and fails those that are pending. */
  @Override
  public void close() {
    failAll();
    executor.shutdownNow();
  }
}
