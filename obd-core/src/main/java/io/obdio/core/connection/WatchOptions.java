package io.obdio.core.connection;

import java.time.Duration;

/**
 * How a command is watched.
 *
 * @param interval from one question to the next; zero for as often as the bus allows
 * @param priority {@value #MIN_PRIORITY}..{@value #MAX_PRIORITY}, 0 by default: when the bus cannot
 *     keep up, lateness counts double for each step, so important commands come more often and no
 *     other ever starves
 */
public record WatchOptions(Duration interval, int priority) {

  /** The least urgent. */
  public static final int MIN_PRIORITY = -10;

  /** The most urgent. */
  public static final int MAX_PRIORITY = 10;

  /** Ten times a second, ordinary priority. */
  public static final WatchOptions DEFAULT = new WatchOptions(Duration.ofMillis(100), 0);

  /** As often as the bus allows, ordinary priority. */
  public static final WatchOptions FASTEST = new WatchOptions(Duration.ZERO, 0);

  /** Checks the ranges. */
  public WatchOptions {
    if (interval.isNegative() || interval.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("an interval is from 0 to a day, not " + interval);
    }
    if (priority < MIN_PRIORITY || priority > MAX_PRIORITY) {
      throw new IllegalArgumentException(
          "a priority is from " + MIN_PRIORITY + " to " + MAX_PRIORITY + ", not " + priority);
    }
  }

  /** Every {@code interval}, ordinary priority. */
  public static WatchOptions every(Duration interval) {
    return new WatchOptions(interval, 0);
  }

  /** The same with another priority. */
  public WatchOptions withPriority(int other) {
    return new WatchOptions(interval, other);
  }
}
