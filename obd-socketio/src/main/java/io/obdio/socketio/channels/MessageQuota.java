package io.obdio.socketio.channels;

/**
 * A limit of messages a second with a burst (token bucket). Time is a parameter. Not thread-safe.
 */
final class MessageQuota {

  static final int PER_SECOND = 10;
  static final int BURST = 20;

  private static final double TOKENS_PER_NANO = PER_SECOND / 1e9;

  private double tokens = BURST;
  private long last;

  MessageQuota(long now) {
    last = now;
  }

  /** Returns whether one more message is within the limit. */
  boolean take(long now) {
    tokens = Math.min(BURST, tokens + (now - last) * TOKENS_PER_NANO);
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
