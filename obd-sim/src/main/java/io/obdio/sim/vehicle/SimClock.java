package io.obdio.sim.vehicle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clock of a simulation.
 *
 * <p>Threads: any thread may read it.
 */
@FunctionalInterface
public interface SimClock {

  /** Returns nanoseconds since an arbitrary fixed time. Never decreases. */
  long nanos();

  /** Returns the computer's monotonic clock. */
  static SimClock system() {
    return System::nanoTime;
  }

  /** Returns a clock that starts at 0 and advances only by {@link Manual#advance}. */
  static Manual manual() {
    return new Manual();
  }

  /**
   * A clock for tests.
   *
   * <p>Threads: any thread may read and advance it.
   */
  final class Manual implements SimClock {
    private final AtomicLong now = new AtomicLong();

    private Manual() {}

    @Override
    public long nanos() {
      return now.get();
    }

    /**
     * Advances the time.
     *
     * @param duration not negative
     */
    public void advance(Duration duration) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("negative duration: " + duration);
      }
      now.addAndGet(duration.toNanos());
    }
  }
}
