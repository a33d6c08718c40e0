package io.obdio.socketio.history;

/**
 * The relation between a clock that only advances and the clock of the computer, which may be unset
 * at first, as on a Raspberry Pi without a battery, and is set later. Pure: both times are
 * parameters, in ms.
 */
final class WallClock {

  /** A clock before this time, the beginning of 2026, is not set. */
  static final long EARLIEST = 1_767_225_600_000L;

  /** Differences up to this one are corrections of a clock that is set. */
  private static final long MAX_DRIFT = 2_000;

  private long offset;

  /** Creates a relation from a first pair of times. */
  WallClock(long monotonic, long wall) {
    this.offset = wall - monotonic;
  }

  /**
   * Compares the clocks.
   *
   * @return by how much the clock of the computer was changed since the last call, in ms; 0 if it
   *     was not, or only by a little
   */
  long update(long monotonic, long wall) {
    long change = wall - monotonic - offset;
    if (Math.abs(change) <= MAX_DRIFT) {
      return 0;
    }
    offset += change;
    return change;
  }

  /** Returns the time in ms since 1970-01-01 UTC that belongs to a time of the other clock. */
  long wall(long monotonic) {
    return monotonic + offset;
  }

  /** Returns the time of the other clock that belongs to a time in ms since 1970-01-01 UTC. */
  long monotonic(long wall) {
    return wall - offset;
  }

  /** Returns whether a time can be right. */
  static boolean isSet(long wall) {
    return wall >= EARLIEST;
  }
}
