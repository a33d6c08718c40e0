package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The thread that keeps diagnostic sessions open. It runs while there are any. All methods may be
 * called by any thread.
 */
final class SessionKeeper implements AutoCloseable {

  private final TimeSource time;
  private final LongSupplier keep;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private boolean running;

  @GuardedBy("lock")
  private boolean requested;

  @GuardedBy("lock")
  private boolean closed;

  /**
   * Creates a keeper; its thread starts with {@link #start}.
   *
   * @param keep does what is due; returns the time until the next call in nanoseconds, negative if
   *     no session is open
   */
  SessionKeeper(TimeSource time, LongSupplier keep) {
    this.time = time;
    this.keep = keep;
  }

  /** Lets the thread run for at least one more interval; starts it if it does not run. */
  void start() {
    lock.lock();
    try {
      requested = true;
      if (!running && !closed) {
        running = true;
        DaemonThreads.start("obd-sessions", this::run);
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      do {
        long next = DiagnosticSessions.KEEP_ALIVE_NANOS;
        while (next >= 0 && await(next)) {
          next = keep.getAsLong();
        }
      } while (continues());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      boolean unused = continues();
    }
  }

  /** Returns whether a session was opened since the last call; else the thread ends. */
  private boolean continues() {
    lock.lock();
    try {
      running = requested && !closed && !Thread.currentThread().isInterrupted();
      requested = false;
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** Waits; returns false if the keeper was closed. */
  private boolean await(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long until = time.nanoTime() + nanos;
      for (long left = nanos; left > 0 && !closed; left = until - time.nanoTime()) {
        time.await(changed, left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
