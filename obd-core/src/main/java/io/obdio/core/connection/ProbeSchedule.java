package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;

/**
 * The times at which an absent vehicle is probed: after pauses that grow up to {@link #MAX_PAUSE},
 * because each probe may keep the adapter busy for seconds and a parked vehicle awake. Times are
 * parameters, in nanoseconds. Safe for use by several threads.
 */
final class ProbeSchedule {

  /** The longest pause, unless the first is longer. */
  static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  @GuardedBy("this")
  private Backoff pauses = pauses(FIRST_PAUSE);

  @GuardedBy("this")
  private int misses;

  @GuardedBy("this")
  private long lastMiss;

  private static Backoff pauses(Duration first) {
    return new Backoff(first, 2, first.compareTo(MAX_PAUSE) > 0 ? first : MAX_PAUSE);
  }

  /** Sets the pause after the first probe without an answer. */
  synchronized void setFirstPause(Duration first) {
    pauses = pauses(first);
  }

  /** Notes that the vehicle answers. */
  synchronized void answered() {
    misses = 0;
  }

  /** Notes that the vehicle did not answer. */
  synchronized void missed(long now) {
    misses++;
    lastMiss = now;
  }

  /** Returns the time until the next probe; 0 if it is due. */
  synchronized long delay(long now) {
    return misses == 0 ? 0 : Math.max(0, lastMiss + pauses.after(misses).toNanos() - now);
  }
}
