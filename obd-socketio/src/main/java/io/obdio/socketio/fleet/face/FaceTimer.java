package io.obdio.socketio.fleet.face;

import io.obdio.core.util.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of the interfaces of a fleet, on one thread. Tasks must not block; what they throw is
 * logged. For any thread.
 */
final class FaceTimer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FaceTimer.class);

  /** A timer that can be ended. */
  @FunctionalInterface
  interface Timeout {
    void cancel();
  }

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, DaemonThreads.factory("obdio-fleet-face"));

  FaceTimer() {
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Runs a task after a delay; not at all once this is closed. */
  Timeout schedule(Duration delay, Runnable task) {
    try {
      var future = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> {
        boolean unused = future.cancel(false);
      };
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  /** Runs a task repeatedly. */
  void every(Duration interval, Runnable task) {
    var unused =
        executor.scheduleWithFixedDelay(
            guarded(task), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.warn("A task of the fleet failed", e);
      }
    };
  }

  /** Ends all timers. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
