package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wait between two exchanges that ends early when the connection is closed. All methods may be
 * called by any thread.
 */
final class Pause {

  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private boolean ended;

  Pause(TimeSource time) {
    this.time = time;
  }

  /**
   * Waits.
   *
   * @param deadline the latest end, in nanoseconds; no wait if it would pass
   * @return false if the deadline is too early, the thread was interrupted, or {@link #end} called
   */
  boolean await(Duration duration, long deadline) {
    long until = time.nanoTime() + duration.toNanos();
    if (until - deadline >= 0) {
      return false;
    }
    lock.lock();
    try {
      for (long left = duration.toNanos(); left > 0 && !ended; left = until - time.nanoTime()) {
        time.await(changed, left);
      }
      return !ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the waits that are in progress and all later ones. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
