package io.obdio.core.connection;

import java.time.Duration;

/**
 * The delays between attempts: increasing by a factor up to a limit, without a random part.
 *
 * @param first the delay before the second attempt; the first one is made immediately
 * @param factor the ratio of consecutive delays, at least 1
 * @param limit the longest delay
 */
public record Backoff(Duration first, double factor, Duration limit) {

  /** Half a second, doubled each time, 30 s at most. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(30));

  /** Checks the ranges. */
  public Backoff {
    if (first.isNegative() || first.isZero() || limit.compareTo(first) < 0 || !(factor >= 1)) {
      throw new IllegalArgumentException(
          "expected 0 < first <= limit and a factor of at least 1, found "
              + first
              + ", "
              + limit
              + ", "
              + factor);
    }
  }

  /** Returns the delay after {@code failures} failed attempts, at least 1. */
  public Duration after(int failures) {
    double nanos = first.toNanos() * Math.pow(factor, Math.max(0, failures - 1));
    return nanos >= limit.toNanos() ? limit : Duration.ofNanos((long) nanos);
  }
}
