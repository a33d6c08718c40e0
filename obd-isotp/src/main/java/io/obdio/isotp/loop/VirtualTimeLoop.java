package io.obdio.isotp.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An event loop for tests: the thread that made it moves the clock, and tasks and timers run within
 * its calls. The clock begins at 0 and stands still between calls.
 *
 * <p>Threads: the maker's thread runs everything; others may hand in tasks and timers, which run
 * when the maker moves on. A lock guards both queues and the clock.
 */
public final class VirtualTimeLoop implements EventLoop {

  private final Thread owner = Thread.currentThread();
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final TimerQueue timers = new TimerQueue();
  private long now;
  private boolean closed;

  /** A loop that the calling thread moves. */
  public VirtualTimeLoop() {}

  @Override
  public synchronized long now() {
    return now;
  }

  @Override
  public boolean inLoop() {
    return Thread.currentThread() == owner;
  }

  @Override
  public synchronized void execute(Runnable task) {
    refuseIfClosed();
    if (tasks.size() >= ThreadEventLoop.MAX_TASKS) {
      throw new RejectedExecutionException("too many tasks");
    }
    tasks.add(task);
  }

  @Override
  public synchronized Timer scheduleAt(long at, Runnable task) {
    refuseIfClosed();
    TimerQueue.Entry entry = new TimerQueue.Entry(at, task);
    timers.add(entry);
    return () -> cancel(entry);
  }

  private synchronized void cancel(TimerQueue.Entry entry) {
    timers.remove(entry);
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new RejectedExecutionException("the loop is closed");
    }
  }

  /** Runs what is due now, and what that brings up, without moving the clock. */
  public void runDue() {
    runUntil(now());
  }

  /** Moves the clock by {@code step}, stopping at every timer on the way. */
  public void advance(Duration step) {
    runUntil(now() + step.toNanos());
  }

  /** Moves the clock to {@code time} in nanoseconds, stopping at every timer on the way. */
  public void runUntil(long time) {
    Runnable next = next(time);
    while (next != null) {
      next.run();
      next = next(time);
    }
    synchronized (this) {
      now = Math.max(now, time);
    }
  }

  /**
   * Moves the clock from timer to timer until the condition holds; the clock then shows when.
   *
   * @return false if {@code limit} passed, or nothing was left to do, and it still does not hold
   */
  public boolean runUntil(BooleanSupplier condition, Duration limit) {
    long end = now() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      Runnable next = next(end);
      if (next == null) {
        return false;
      }
      next.run();
    }
    return true;
  }

  /** Number of timers that wait. */
  public synchronized int pendingTimers() {
    return timers.size();
  }

  private synchronized @Nullable Runnable next(long until) {
    if (closed) {
      return null;
    }
    Runnable task = tasks.poll();
    if (task != null) {
      return task;
    }
    TimerQueue.Entry due = timers.pollDue(until);
    if (due == null) {
      return null;
    }
    now = Math.max(now, due.at);
    return due.task;
  }

  @Override
  public synchronized void close() {
    closed = true;
    tasks.clear();
  }
}
