package io.obdio.socketio.engineio;

/** A token bucket that holds one second's worth; pure, for one thread. */
final class RateLimit {
  private final int perSecond;
  private long tokens;
  private long lastMillis;

  RateLimit(int perSecond, long nowMillis) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.lastMillis = nowMillis;
  }

  /** Takes one; returns whether there was one. The clock is read only when tokens run out. */
  boolean take(java.util.function.LongSupplier clockMillis) {
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
