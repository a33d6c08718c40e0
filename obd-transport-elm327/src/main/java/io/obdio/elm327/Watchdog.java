package io.obdio.elm327;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The check of an idle adapter at regular intervals, so that its loss is noticed without a request:
 * each time whether the link has ended, every {@value #THOROUGH_INTERVAL}th time with a command.
 * The check runs on a daemon thread of its own. Safe for use by several threads.
 */
final class Watchdog {

  private static final int THOROUGH_INTERVAL = 5;

  /** The check. */
  interface Check {
    /** Runs it; {@code thorough} if a command may be sent. */
    void run(boolean thorough);
  }

  private final Check check;
  private final int intervalMillis;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable CountDownLatch stopping;

  /**
   * Creates a watchdog that is not running.
   *
   * @param intervalMillis the time between two checks; 0 never to run
   */
  Watchdog(Check check, int intervalMillis) {
    this.check = check;
    this.intervalMillis = intervalMillis;
  }

  /** Starts it unless it runs already. */
  void start() {
    lock.lock();
    try {
      if (stopping == null && intervalMillis > 0) {
        CountDownLatch stopped = new CountDownLatch(1);
        stopping = stopped;
        DaemonThreads.start("elm327-watchdog", () -> run(stopped));
      }
    } finally {
      lock.unlock();
    }
  }

  private void run(CountDownLatch stopped) {
    try {
      for (int tick = 1; !stopped.await(intervalMillis, TimeUnit.MILLISECONDS); tick++) {
        check.run(tick % THOROUGH_INTERVAL == 0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops it; a check that is running is not awaited. */
  void stop() {
    lock.lock();
    try {
      if (stopping != null) {
        stopping.countDown();
        stopping = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
