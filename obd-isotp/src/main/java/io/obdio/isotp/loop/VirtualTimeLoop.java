package io.obdio.isotp.loop;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An event loop for tests, with a clock that the test advances. Tasks and timers run within the
 * calls that advance the clock, which starts at 0.
 *
 * <p>Threads: the thread that created the loop advances the clock and runs everything; other
 * threads may submit tasks and timers.
 */
public final class VirtualTimeLoop implements EventLoop {

  private final Thread owner = Thread.currentThread();

  @GuardedBy("this")
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

  @GuardedBy("this")
  private final TimerQueue timers = new TimerQueue();

  @GuardedBy("this")
  private long now;

  @GuardedBy("this")
  private boolean closed;

  /** Creates a loop that the calling thread advances. */
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

  @GuardedBy("this")
  private void refuseIfClosed() {
    if (closed) {
      throw new RejectedExecutionException("the loop is closed");
    }
  }

  /** Runs everything that is due, including what that submits, without advancing the clock. */
  public void runDue() {
    runUntil(now());
  }

  /** Advances the clock by {@code step} and runs everything that becomes due. */
  public void advance(Duration step) {
    runUntil(now() + step.toNanos());
  }

  /** Advances the clock to {@code time} in nanoseconds and runs everything that becomes due. */
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
   * Advances the clock from timer to timer until the condition holds.
   *
   * @return false if the condition did not hold within {@code limit} or no timers were left
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

  /**
   * Advances the clock to {@code time} in nanoseconds without running anything, as if the machine
   * had been suspended; what is due runs with the next call.
   */
  public synchronized void skipTo(long time) {
    now = Math.max(now, time);
  }

  /** Returns the number of timers. */
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
