package io.obdio.sim.ecu.uds;

import io.obdio.sim.vehicle.SimClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of an ECU between requests of ISO 14229-1: the session, which ends after S3, and the
 * security level. Guarded by the vehicle's lock.
 */
public final class UdsState {

  /** S3server: the default session returns after this time without a request (ISO 14229-2). */
  public static final Duration S3 = Duration.ofSeconds(5);

  private final SimClock clock;
  private final List<Runnable> atSessionChange = new ArrayList<>();
  private Session session = Session.DEFAULT;
  private int unlockedLevel;
  private long idleSince;

  public UdsState(SimClock clock) {
    this.clock = clock;
  }

  public SimClock clock() {
    return clock;
  }

  public Session session() {
    return session;
  }

  public boolean isDefault() {
    return session == Session.DEFAULT;
  }

  /** Returns the level that was unlocked last, an odd number; 0 if none is. */
  public int unlockedLevel() {
    return unlockedLevel;
  }

  public boolean isUnlocked() {
    return unlockedLevel != 0;
  }

  public void unlock(int level) {
    unlockedLevel = level;
  }

  /** Adds an action for every start of a session, also of the same one. */
  public void onSessionChange(Runnable action) {
    atSessionChange.add(action);
  }

  /** Starts a session and locks security access. */
  public void enter(Session next) {
    session = next;
    unlockedLevel = 0;
    atSessionChange.forEach(Runnable::run);
  }

  /** Ends an expired session before a request is handled. */
  public void requestCame() {
    if (!isDefault() && clock.nanos() - idleSince > S3.toNanos()) {
      enter(Session.DEFAULT);
    }
  }

  /** Starts S3 when the request will have been answered, after {@code processing}. */
  public void requestDone(Duration processing) {
    idleSince = clock.nanos() + processing.toNanos();
  }
}
