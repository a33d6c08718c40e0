package io.obdio.socketio.hub;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock and the one thread on which subscribers are called. */
interface HubTimer extends AutoCloseable {

  /** Now, in ns from any fixed point. */
  long nanos();

  /** Runs it on the hub's thread, after the delay; nothing happens once closed. */
  void schedule(Runnable task, Duration delay);

  @Override
  void close();

  /** One daemon thread and the system's clock. */
  static HubTimer threaded() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "obdio-hub");
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new HubTimer() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      @SuppressWarnings("FutureReturnValueIgnored") // tasks guard themselves
      public void schedule(Runnable task, Duration delay) {
        try {
          executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
          // Closed in the meantime: there is nobody left to tell.
        }
      }

      @Override
      public void close() {
        executor.shutdownNow();
      }
    };
  }
}
