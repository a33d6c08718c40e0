package io.obdio.socketio.gps;

/**
 * A limit of one position per second on average. A receiver that sends once a second, now a little
 * earlier, now later, loses none. Pure.
 */
final class FixRate {

  private static final long INTERVAL = 1_000;
  private static final long JITTER = 400;

  private long next = Long.MIN_VALUE;

  /**
   * Returns whether a position is to be used.
   *
   * @param now in ms, by a clock that only advances
   */
  boolean admits(long now) {
    if (now < next) {
      return false;
    }
    next = Math.max(next, now - JITTER) + INTERVAL;
    return true;
  }
}
