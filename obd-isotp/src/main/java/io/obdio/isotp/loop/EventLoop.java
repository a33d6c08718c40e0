package io.obdio.isotp.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks one after another, in the order they were handed in, and timers when they are due.
 *
 * <p>Threads: every method may be called by any thread. All tasks and timers run on one thread, so
 * what only they touch needs no guard.
 */
public interface EventLoop extends Executor, AutoCloseable {

  /** The loop's clock in nanoseconds: it never goes back, and its origin means nothing. */
  long now();

  /** True if the calling thread is the one that runs the tasks. */
  boolean inLoop();

  /**
   * Runs the task soon, never within this call.
   *
   * @throws RejectedExecutionException if the loop is closed or its queue is full
   */
  @Override
  void execute(Runnable task);

  /**
   * Runs the task once the clock shows {@code at}; at once if it does already.
   *
   * @param at in nanoseconds of {@link #now}
   * @throws RejectedExecutionException if the loop is closed
   */
  Timer scheduleAt(long at, Runnable task);

  /** Runs the task after {@code delayNanos}. */
  default Timer schedule(long delayNanos, Runnable task) {
    return scheduleAt(now() + delayNanos, task);
  }

  /** Ends the loop: what has not begun does not run. Never throws, may be called twice. */
  @Override
  void close();

  /** A task that waits for its time. */
  interface Timer {
    /**
     * Takes it back. Called on the loop it is sure not to run any more; from elsewhere it may just
     * be running.
     */
    void cancel();
  }
}
