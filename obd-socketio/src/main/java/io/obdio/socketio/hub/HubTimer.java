package io.obdio.socketio.hub;

import io.obdio.core.util.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock and the thread of the hub. */
interface HubTimer extends AutoCloseable {

  /** Returns the time in ns from an arbitrary origin. */
  long nanos();

  /** Runs a task on the hub's thread after a delay; ignored once closed. */
  void schedule(Runnable task, Duration delay);

  @Override
  void close();

  /** Returns a timer with one daemon thread and the system's clock. */
  static HubTimer threaded() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, DaemonThreads.factory("obdio-hub"));
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new HubTimer() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      @SuppressWarnings("FutureReturnValueIgnored") // tasks handle their exceptions
      public void schedule(Runnable task, Duration delay) {
        try {
          executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
          // Closed in the meantime: no subscriber is left.
        }
      }

      @Override
      public void close() {
        executor.shutdownNow();
      }
    };
  }
}
