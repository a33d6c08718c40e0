package io.obdio.sim.ecu.uds;

import io.obdio.sim.vehicle.SimClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an ECU remembers between requests of ISO 14229-1: the session, which falls back after S3,
 * and the security level. Guarded by the car's lock.
 */
public final class UdsState {

  /** S3server: without a request for so long the default session returns (ISO 14229-2). */
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

  /** The level last unlocked, an odd number; 0 if locked. */
  public int unlockedLevel() {
    return unlockedLevel;
  }

  public boolean isUnlocked() {
    return unlockedLevel != 0;
  }

  public void unlock(int level) {
    unlockedLevel = level;
  }

  /** What shall happen whenever a session begins, be it the same again. */
  public void onSessionChange(Runnable action) {
    atSessionChange.add(action);
  }

  /** Begins a session: security locks. */
  public void enter(Session next) {
    session = next;
    unlockedLevel = 0;
    atSessionChange.forEach(Runnable::run);
  }

  /** A request has come: whatever expired before it has expired. */
  public void requestCame() {
    if (!isDefault() && clock.nanos() - idleSince > S3.toNanos()) {
      enter(Session.DEFAULT);
    }
  }

  /** The request is answered after {@code processing}: from then on S3 counts. */
  public void requestDone(Duration processing) {
    idleSince = clock.nanos() + processing.toNanos();
  }
}
