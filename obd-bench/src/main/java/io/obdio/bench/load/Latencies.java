package io.obdio.bench.load;

import java.util.Arrays;

/** Counters of durations in steps of 1 us up to 2 s; for one thread. */
final class Latencies {
  private final int[] counts = new int[2_000_000];
  private long total;

  void add(long nanos) {
    counts[(int) Math.min(counts.length - 1, nanos / 1000)]++;
    total++;
  }

  void clear() {
    Arrays.fill(counts, 0);
    total = 0;
  }

  /** Returns the duration that this part (0 to 1) does not exceed, in ms; NaN without any. */
  double millis(double part) {
    long required = (long) Math.ceil(part * total);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (total > 0 && seen >= required) {
        return i / 1000.0;
      }
    }
    return Double.NaN;
  }
}
