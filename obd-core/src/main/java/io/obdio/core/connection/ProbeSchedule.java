package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;

/**
 * The times at which an absent vehicle is probed: after pauses that grow up to {@link #MAX_PAUSE},
 * because each probe may keep the adapter busy for seconds and a parked vehicle awake. If a silent
 * bus becomes active, a probe is due at once; as long as it is active, the ECUs are awake and the
 * pauses are {@link #MAX_ACTIVE_PAUSE} at most. Times are parameters, in nanoseconds. Safe for use
 * by several threads.
 */
final class ProbeSchedule {

  /** The longest pause, unless the first is longer. */
  static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  /** The longest pause while there are frames on the bus. */
  static final Duration MAX_ACTIVE_PAUSE = Duration.ofSeconds(5);

  /** Time without frames after which the bus is silent. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  @GuardedBy("this")
  private Backoff pauses = pauses(FIRST_PAUSE);

  @GuardedBy("this")
  private int misses;

  @GuardedBy("this")
  private long lastMiss;

  @GuardedBy("this")
  private boolean anyFrame;

  @GuardedBy("this")
  private long lastFrame;

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

  /** Notes that there are frames on the bus. */
  synchronized void busActive(long now) {
    if (!isActive(now)) {
      misses = 0;
    }
    anyFrame = true;
    lastFrame = now;
  }

  @GuardedBy("this")
  private boolean isActive(long now) {
    return anyFrame && now - lastFrame < SILENCE_NANOS;
  }

  /** Returns the time until the next probe; 0 if it is due. */
  synchronized long delay(long now) {
    if (misses == 0) {
      return 0;
    }
    long pause = pauses.after(misses).toNanos();
    if (isActive(now)) {
      pause = Math.min(pause, MAX_ACTIVE_PAUSE.toNanos());
    }
    return Math.max(0, lastMiss + pause - now);
  }
}
