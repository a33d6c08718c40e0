package io.obdio.isotp.loop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop on a daemon thread of its own, with the machine's clock.
 *
 * <p>The last {@value #SPIN_NANOS} ns before a timer is due the thread waits awake: parking alone
 * oversleeps by about that much, which is half of the shortest separation time of ISO 15765-2.
 *
 * <p>Threads: tasks come in through a lock-free queue; the timers belong to the loop's thread, and
 * other threads add and cancel theirs by tasks.
 */
public final class ThreadEventLoop implements EventLoop {

  /** Tasks that may wait: more than that means that a task hangs. */
  public static final int MAX_TASKS = 1 << 17;

  static final long SPIN_NANOS = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(ThreadEventLoop.class);
  private static final int BATCH = 256;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final TimerQueue timers = new TimerQueue();
  private final Thread thread;
  private volatile boolean parked;
  private volatile boolean closed;

  /** Starts the thread under this name. */
  public ThreadEventLoop(String name) {
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public boolean inLoop() {
    return Thread.currentThread() == thread;
  }

  @Override
  public void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException(thread.getName() + " is closed");
    }
    if (waiting.incrementAndGet() > MAX_TASKS) {
      waiting.decrementAndGet();
      throw new RejectedExecutionException(thread.getName() + " has too many tasks");
    }
    tasks.add(task);
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public Timer scheduleAt(long at, Runnable task) {
    TimerQueue.Entry entry = new TimerQueue.Entry(at, task);
    if (inLoop()) {
      if (closed) {
        throw new RejectedExecutionException(thread.getName() + " is closed");
      }
      timers.add(entry);
    } else {
      execute(() -> timers.add(entry));
    }
    return () -> cancel(entry);
  }

  private void cancel(TimerQueue.Entry entry) {
    if (inLoop()) {
      timers.remove(entry);
    } else if (!closed) {
      execute(() -> timers.remove(entry));
    }
  }

  private void run() {
    while (!closed) {
      for (int i = 0; i < BATCH && !closed; i++) {
        Runnable task = tasks.poll();
        if (task == null) {
          break;
        }
        waiting.decrementAndGet();
        guarded(task);
      }
      TimerQueue.Entry due = timers.first() == null ? null : timers.pollDue(now());
      while (due != null && !closed) {
        guarded(due.task);
        due = timers.pollDue(now());
      }
      if (tasks.isEmpty() && !closed) {
        rest();
      }
    }
  }

  private void rest() {
    TimerQueue.Entry next = timers.first();
    long pause = next == null ? Long.MAX_VALUE : next.at - now() - SPIN_NANOS;
    if (pause <= 0) {
      Thread.onSpinWait();
      return;
    }
    parked = true;
    // The look after the flag closes the gap: who adds a task later sees the flag and wakes us.
    if (tasks.isEmpty() && !closed) {
      if (next == null) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, pause);
      }
    }
    parked = false;
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("a task of the event loop failed", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    if (inLoop()) {
      return;
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
      if (thread.isAlive()) {
        LOG.warn("{} does not end: one of its tasks hangs", thread.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
