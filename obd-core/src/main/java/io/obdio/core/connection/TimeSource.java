package io.obdio.core.connection;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The clock of this package, which tests replace by virtual time. */
public interface TimeSource {

  /** The clocks of the system. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // The caller has the loop.
        public void await(Condition condition, long nanos) throws InterruptedException {
          // The caller checks its own condition after an early wake-up.
          boolean unused = condition.await(nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** Returns a monotonic time in nanoseconds from an arbitrary origin. */
  long nanoTime();

  /** Returns the time of day. */
  Instant now();

  /**
   * Waits until {@code condition} is signalled or {@code nanos} have passed; may also return early.
   * The caller holds the lock of the condition.
   */
  void await(Condition condition, long nanos) throws InterruptedException;
}
