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
 * An event loop on a daemon thread of its own, with the system clock.
 *
 * <p>During the last {@value #SPIN_NANOS} ns before a timer is due the thread spins: parking
 * oversleeps by about that much, which is half of the shortest separation time of ISO 15765-2.
 *
 * <p>Threads: tasks arrive through a lock-free queue; timers are accessed by the loop's thread
 * only, other threads add and cancel them by tasks.
 */
public final class ThreadEventLoop implements EventLoop {

  /** Maximum number of waiting tasks; more means that a task hangs. */
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

  /** Starts a thread with this name. */
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
      throw new RejectedExecutionException(
          thread.getName() + ": " + MAX_TASKS + " tasks are waiting");
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
        park();
      }
    }
  }

  private void park() {
    TimerQueue.Entry next = timers.first();
    long pause = next == null ? Long.MAX_VALUE : next.at - now() - SPIN_NANOS;
    if (pause <= 0) {
      Thread.onSpinWait();
      return;
    }
    parked = true;
    // Checked after setting the flag: a thread that adds a task later sees the flag and unparks us.
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
        LOG.warn("{} did not end within 5 s: one of its tasks hangs", thread.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
