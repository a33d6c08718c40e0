package io.obdio.socketio.api;

import io.obdio.core.util.SerialExecutors;
import io.obdio.socketio.netty.FatalErrors;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for routes that read files or compute, which must not run on an event loop. While
 * {@value #QUEUE} requests are pending, further ones fail with {@link ErrorCode#BUSY}.
 *
 * <p>Threads: all methods may be called by any thread.
 */
public final class ApiWorker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ApiWorker.class);

  private static final int QUEUE = 16;
  private static final String TOO_MANY = "too many requests are pending: try again later";

  /** The work for one request; its result is the response. */
  @FunctionalInterface
  interface Work {
    @Nullable Object result() throws Exception;
  }

  /** The work for one request that responds itself, perhaps later. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  private final ExecutorService executor = SerialExecutors.rejecting("obdio-api", QUEUE);

  /** Creates a worker; its thread is started with the first request. */
  public ApiWorker() {}

  /** Responds with the result of some work, or with its failure. */
  void respond(ApiRequest request, Work work) throws RequestException {
    run(request, () -> request.respond(work.result()));
  }

  /**
   * Runs some work that belongs to no single request.
   *
   * @return its result; fails with {@link RequestException} {@link ErrorCode#BUSY}, or with what
   *     the work threw
   */
  <T> CompletableFuture<T> submit(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      executor.execute(() -> complete(result, work));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(new RequestException(ErrorCode.BUSY, TOO_MANY));
    }
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Throwable e) { // an Error too: clients must not wait for the deadline
      FatalErrors.check(e);
      result.completeExceptionally(e);
    }
  }

  /** Runs a task, and responds if it fails. */
  void run(ApiRequest request, Task task) throws RequestException {
    try {
      executor.execute(() -> guarded(request, task));
    } catch (RejectedExecutionException e) {
      throw new RequestException(ErrorCode.BUSY, TOO_MANY);
    }
  }

  private static void guarded(ApiRequest request, Task task) {
    try {
      task.run();
    } catch (RequestException e) {
      request.refuse(e);
    } catch (Throwable e) { // an Error too: the client must not wait for the deadline
      FatalErrors.check(e);
      log.error("A request to the API failed", e);
      request.refuse(
          new RequestException(ErrorCode.INTERNAL, "the server failed; see the server's log"));
    }
  }

  /** Ends the thread. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
