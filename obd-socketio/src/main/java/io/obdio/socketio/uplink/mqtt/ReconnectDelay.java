package io.obdio.socketio.uplink.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The delays between attempts to connect: random, so that the clients of a broker do not return at
 * once after its restart, from a range that doubles with each attempt. Not safe for use by several
 * threads.
 */
final class ReconnectDelay {
  private static final int FIRST_FACTOR = 4;
  private static final int MAX_DOUBLINGS = 20;

  private final long minMillis;
  private final long maxMillis;
  private final RandomGenerator random;
  private int attempts;

  ReconnectDelay(Duration min, Duration max, RandomGenerator random) {
    this.minMillis = min.toMillis();
    this.maxMillis = max.toMillis();
    this.random = random;
  }

  /** Returns the next delay: uniformly from the minimum to 4, 8, 16, ... times the minimum. */
  Duration next() {
    long limit = Math.min(maxMillis, minMillis * FIRST_FACTOR << Math.min(attempts, MAX_DOUBLINGS));
    attempts++;
    return Duration.ofMillis(random.nextLong(minMillis, Math.max(limit, minMillis) + 1));
  }

  /** Begins again with short delays. */
  void reset() {
    attempts = 0;
  }
}
