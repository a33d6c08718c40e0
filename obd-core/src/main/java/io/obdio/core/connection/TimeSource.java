package io.obdio.core.connection;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Where this package has its time from, so that tests can let it pass as they like. */
public interface TimeSource {

  /** The machine's clocks. */
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
        @SuppressWarnings("WaitNotInLoop") // The loop is the caller's.
        public void await(Condition condition, long nanos) throws InterruptedException {
          // A wake-up too early is the caller's to notice: it looks at its own state again.
          boolean unused = condition.await(nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** A clock that never jumps, in nanoseconds from an arbitrary start. */
  long nanoTime();

  /** The time of day. */
  Instant now();

  /**
   * Waits until {@code condition} is signalled or {@code nanos} have passed; it may also return
   * early for no reason. The caller holds the condition's lock.
   */
  void await(Condition condition, long nanos) throws InterruptedException;
}
