package io.obdio.isotp.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A single thread that runs tasks in the order of submission, and timers when they are due.
 *
 * <p>Threads: every method may be called by any thread. All tasks and timers run on one thread, so
 * state that only they access needs no lock.
 */
public interface EventLoop extends Executor, AutoCloseable {

  /** Returns the loop's monotonic clock in nanoseconds from an arbitrary origin. */
  long now();

  /** Returns true if the calling thread is the one that runs the tasks. */
  boolean inLoop();

  /**
   * Submits a task, which never runs within this call.
   *
   * @throws RejectedExecutionException if the loop is closed or its queue is full
   */
  @Override
  void execute(Runnable task);

  /**
   * Runs a task at a time, or as soon as possible if that has passed.
   *
   * @param at the time in nanoseconds of {@link #now}
   * @throws RejectedExecutionException if the loop is closed
   */
  Timer scheduleAt(long at, Runnable task);

  /** Runs a task after a delay in nanoseconds. */
  default Timer schedule(long delayNanos, Runnable task) {
    return scheduleAt(now() + delayNanos, task);
  }

  /**
   * Ends the loop; tasks and timers that have not started are discarded. Never throws, may be
   * called repeatedly.
   */
  @Override
  void close();

  /** A scheduled task. */
  interface Timer {
    /**
     * Cancels the task. If called on the loop, the task will not run; if called by another thread,
     * it may be running.
     */
    void cancel();
  }
}
