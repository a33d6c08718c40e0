package io.obdio.sim.vehicle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The simulation's time. Safe to be read by any thread. */
@FunctionalInterface
public interface SimClock {

  /** Nanoseconds since an arbitrary but fixed moment; never runs backwards. */
  long nanos();

  /** The computer's own monotonic clock. */
  static SimClock system() {
    return System::nanoTime;
  }

  /** A clock that stands still until it is told to go on, beginning at 0. */
  static Manual manual() {
    return new Manual();
  }

  /** Time as a test wants it. Any thread may read it, any thread may advance it. */
  final class Manual implements SimClock {
    private final AtomicLong now = new AtomicLong();

    private Manual() {}

    @Override
    public long nanos() {
      return now.get();
    }

    /**
     * Lets time pass.
     *
     * @param duration not negative
     */
    public void advance(Duration duration) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("time does not run backwards: " + duration);
      }
      now.addAndGet(duration.toNanos());
    }
  }
}
