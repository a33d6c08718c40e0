package io.obdio.socketio.cluster.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The first attempts to open a connection, repeated until one succeeds. A connection that is lost
 * later is opened again by Lettuce. Safe for use by any thread.
 *
 * @param <C> type of the connection
 */
final class ConnectionOpener<C extends AutoCloseable> implements AutoCloseable {
  private static final long MIN_DELAY_MILLIS = 100;
  private static final Duration MAX_DELAY = Duration.ofSeconds(2);

  private final Supplier<? extends CompletionStage<C>> attempt;
  private final ScheduledExecutorService timer;
  private final Consumer<Throwable> failed;
  private final CompletableFuture<C> opened = new CompletableFuture<>();

  /**
   * Creates an opener.
   *
   * @param attempt begins an attempt; must not block
   * @param failed receives the reason of each attempt that failed
   */
  ConnectionOpener(
      Supplier<? extends CompletionStage<C>> attempt,
      ScheduledExecutorService timer,
      Consumer<Throwable> failed) {
    this.attempt = attempt;
    this.timer = timer;
    this.failed = failed;
  }

  /** Begins; the future completes with the connection, or fails when this is closed. */
  CompletableFuture<C> open() {
    next(MIN_DELAY_MILLIS);
    return opened;
  }

  private void next(long delay) {
    if (opened.isDone()) {
      return;
    }
    var unused =
        attempt
            .get()
            .whenComplete(
                (connection, failure) -> {
                  if (failure == null) {
                    arrived(connection);
                  } else {
                    failed.accept(failure instanceof CompletionException e ? cause(e) : failure);
                    retry(delay);
                  }
                });
  }

  private static Throwable cause(CompletionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private void arrived(C connection) {
    if (!opened.complete(connection)) {
      quietly(connection); // closed meanwhile
    }
  }

  private void retry(long delay) {
    if (!opened.isDone()) {
      long jitter = ThreadLocalRandom.current().nextLong(delay / 2 + 1);
      var unused =
          timer.schedule(
              () -> next(Math.min(2 * delay, MAX_DELAY.toMillis())),
              delay / 2 + jitter,
              TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    if (!opened.completeExceptionally(new IllegalStateException("closed"))) {
      var unused = opened.thenAccept(ConnectionOpener::quietly);
    }
  }

  private static void quietly(AutoCloseable connection) {
    try {
      connection.close();
    } catch (Exception e) {
      throw new IllegalStateException(e); // connections of Lettuce do not throw
    }
  }
}
