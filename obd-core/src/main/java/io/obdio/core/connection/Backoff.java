package io.obdio.core.connection;

import java.time.Duration;

/**
 * How long to wait before each further attempt: the first time, then a multiple of it, up to a
 * limit. Without chance in it, so that a log can be understood.
 *
 * @param first before the second attempt (the first is made at once)
 * @param factor 1 or more
 * @param limit the longest wait
 */
public record Backoff(Duration first, double factor, Duration limit) {

  /** Half a second, doubled each time, 30 s at most. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(30));

  /** Checks the ranges. */
  public Backoff {
    if (first.isNegative() || first.isZero() || limit.compareTo(first) < 0 || !(factor >= 1)) {
      throw new IllegalArgumentException(
          "needs 0 < first <= limit and a factor of 1 or more, not "
              + first
              + ", "
              + limit
              + ", "
              + factor);
    }
  }

  /** The wait after {@code failures} failed attempts, 1 or more. */
  public Duration after(int failures) {
    double nanos = first.toNanos() * Math.pow(factor, Math.max(0, failures - 1));
    return nanos >= limit.toNanos() ? limit : Duration.ofNanos((long) nanos);
  }
}
