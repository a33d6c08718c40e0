package io.obdio.socketio.history;

/**
 * The decision when a trip begins and ends. It begins with activity: a running engine or a moving
 * vehicle. It ends when there was no activity for a set time, whatever the reason: the engine is
 * off, the vehicle does not answer, or the server was stopped in the meantime. Pure: the time is a
 * parameter, in ms from any origin.
 *
 * <pre>
 *           activity                      activity
 *   NONE ------------> RUNNING   PAUSED ------------> RUNNING   (within the time: the same trip)
 *   RUNNING, PAUSED --- the time without activity has passed ---> NONE
 * </pre>
 */
final class TripTracker {

  /** The action that a caller has to take. */
  enum Change {
    /** Nothing. */
    NONE,
    /** Begin a trip. */
    BEGUN,
    /** Continue the trip of the previous run of the program. */
    CONTINUED,
    /** End the trip: its last activity was at {@link #lastActivity()}. */
    ENDED
  }

  private enum State {
    NONE,
    PAUSED,
    RUNNING
  }

  /** Bounds the rows that a query of one trip reads. */
  private static final long MAX_MILLIS = 24 * 3_600_000L;

  private final long endAfter;
  private State state = State.NONE;
  private long begin;
  private long lastActivity;

  /**
   * Creates a tracker without a trip.
   *
   * @param endAfter time without activity that ends a trip, in ms
   */
  TripTracker(long endAfter) {
    this.endAfter = endAfter;
  }

  /** Takes over a trip of the previous run; both times are times of this clock. */
  void resume(long beganAt, long lastActiveAt) {
    state = State.PAUSED;
    begin = beganAt;
    lastActivity = lastActiveAt;
  }

  /**
   * Reports activity. A trip that is too old has to be ended by {@link #tick} before.
   *
   * @return {@link Change#BEGUN}, {@link Change#CONTINUED} or {@link Change#NONE}
   */
  Change active(long now) {
    lastActivity = now;
    return switch (state) {
      case RUNNING -> Change.NONE;
      case PAUSED -> {
        state = State.RUNNING;
        yield Change.CONTINUED;
      }
      case NONE -> {
        state = State.RUNNING;
        begin = now;
        yield Change.BEGUN;
      }
    };
  }

  /**
   * Checks whether the trip has ended; to be called before each activity and once a second.
   *
   * @return {@link Change#ENDED} or {@link Change#NONE}
   */
  Change tick(long now) {
    boolean silent = now - lastActivity > endAfter;
    boolean tooLong = now - begin > MAX_MILLIS;
    if (state == State.NONE || !silent && !tooLong) {
      return Change.NONE;
    }
    state = State.NONE;
    return Change.ENDED;
  }

  /** Ends the trip now: the vehicle is another one. */
  void end() {
    state = State.NONE;
  }

  /** Returns whether a trip is running, so that samples belong to it. */
  boolean isRunning() {
    return state == State.RUNNING;
  }

  /** Returns the time of the last activity. */
  long lastActivity() {
    return lastActivity;
  }
}
