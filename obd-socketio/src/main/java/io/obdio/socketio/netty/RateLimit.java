package io.obdio.socketio.netty;

import java.util.function.LongSupplier;

/** A token bucket that holds the tokens of one second. Pure; for one thread. */
public final class RateLimit {
  private final int perSecond;
  private long tokens;
  private long lastMillis;

  /**
   * Creates a full bucket.
   *
   * @param perSecond tokens that are added each second, 1 or more
   * @param nowMillis the current time in ms
   */
  public RateLimit(int perSecond, long nowMillis) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.lastMillis = nowMillis;
  }

  /**
   * Takes one token.
   *
   * @param clockMillis read only when the bucket is empty
   * @return whether there was one
   */
  public boolean take(LongSupplier clockMillis) {
    if (tokens == 0) {
      long now = clockMillis.getAsLong();
      long fresh = Math.min(perSecond, (now - lastMillis) * perSecond / 1000);
      if (fresh == 0) {
        return false;
      }
      tokens = fresh;
      lastMillis = now;
    }
    tokens--;
    return true;
  }
}
