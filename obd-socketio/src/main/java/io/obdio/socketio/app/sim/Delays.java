package io.obdio.socketio.app.sim;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** The distribution of delays, to the millisecond. Safe for use by several threads. */
final class Delays {

  /** Delays of a minute and more are counted as one minute. */
  private static final int MAX_MILLIS = 60_000;

  private final AtomicIntegerArray counts = new AtomicIntegerArray(MAX_MILLIS + 1);
  private final AtomicLong total = new AtomicLong();

  /** Counts a delay. */
  void add(long millis) {
    counts.incrementAndGet((int) Math.max(0, Math.min(millis, MAX_MILLIS)));
    total.incrementAndGet();
  }

  /**
   * Returns the delay that a part of all delays does not exceed, in milliseconds; 0 if there is
   * none.
   *
   * @param part 0 to 1
   */
  long quantile(double part) {
    long rank = (long) Math.ceil(part * total.get());
    long seen = 0;
    for (int i = 0; i <= MAX_MILLIS && seen < rank; i++) {
      seen += counts.get(i);
      if (seen >= rank) {
        return i;
      }
    }
    return 0;
  }
}
