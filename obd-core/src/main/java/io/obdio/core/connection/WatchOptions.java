package io.obdio.core.connection;

import java.time.Duration;

/**
 * The interval and priority of a watched command.
 *
 * @param interval the time between two requests; zero for as often as the bus allows
 * @param priority {@value #MIN_PRIORITY}..{@value #MAX_PRIORITY}, 0 by default: on a bus that is
 *     too slow, each step doubles the weight of lateness, so that important commands are requested
 *     more often and no other one starves
 */
public record WatchOptions(Duration interval, int priority) {

  /** The lowest priority. */
  public static final int MIN_PRIORITY = -10;

  /** The highest priority. */
  public static final int MAX_PRIORITY = 10;

  /** Ten times a second, priority 0. */
  public static final WatchOptions DEFAULT = new WatchOptions(Duration.ofMillis(100), 0);

  /** As often as the bus allows, priority 0. */
  public static final WatchOptions FASTEST = new WatchOptions(Duration.ZERO, 0);

  /** Checks the ranges. */
  public WatchOptions {
    if (interval.isNegative() || interval.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "expected an interval from 0 to one day, found " + interval);
    }
    if (priority < MIN_PRIORITY || priority > MAX_PRIORITY) {
      throw new IllegalArgumentException(
          "expected a priority from "
              + MIN_PRIORITY
              + " to "
              + MAX_PRIORITY
              + ", found "
              + priority);
    }
  }

  /** Returns the options of an interval with priority 0. */
  public static WatchOptions every(Duration interval) {
    return new WatchOptions(interval, 0);
  }

  /** Returns these options with another priority. */
  public WatchOptions withPriority(int other) {
    return new WatchOptions(interval, other);
  }
}
