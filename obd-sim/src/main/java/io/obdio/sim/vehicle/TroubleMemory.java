package io.obdio.sim.vehicle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ECU's memory of faults: trouble codes, freeze frames, the malfunction indicator lamp, the
 * readiness monitors and the counters since the last clear.
 *
 * <p>Threads: any thread may call any method; the object's own lock guards its state.
 */
public final class TroubleMemory {

  /** Maximum number of frames. Later ones are not stored. */
  private static final int MAX_FRAMES = 8;

  private static final double WARM_UP_SECONDS = 120;

  private final Vehicle vehicle;

  @GuardedBy("this")
  private final Set<Dtc> stored = new LinkedHashSet<>();

  @GuardedBy("this")
  private final Set<Dtc> pending = new LinkedHashSet<>();

  @GuardedBy("this")
  private final Set<Dtc> permanent = new LinkedHashSet<>();

  @GuardedBy("this")
  private final List<FreezeFrame> frames = new ArrayList<>();

  @GuardedBy("this")
  private final Set<ReadinessMonitor> incomplete = EnumSet.noneOf(ReadinessMonitor.class);

  @GuardedBy("this")
  private History history = History.USED_CAR;

  @GuardedBy("this")
  private double lampOnAt;

  @GuardedBy("this")
  private double lampOnTrip;

  TroubleMemory(Vehicle vehicle) {
    this.vehicle = vehicle;
  }

  /** The last clear, from which the counters count. */
  private record History(
      boolean cleared, double seconds, double trip, double minutes, double km, int warmUps) {
    static final History USED_CAR = new History(false, 0, 0, 3120, 1840, 61);
  }

  /** Returns the confirmed codes, in the order of their detection. */
  public synchronized List<Dtc> stored() {
    return List.copyOf(stored);
  }

  /** Returns the codes of the current or last driving cycle. */
  public synchronized List<Dtc> pending() {
    return List.copyOf(pending);
  }

  /**
   * Returns the permanent codes. Clearing does not remove them: they disappear when, after a clear,
   * all monitors have run and the code has not been detected again.
   */
  public synchronized List<Dtc> permanent() {
    if (history.cleared && allComplete()) {
      permanent.retainAll(stored);
    }
    return List.copyOf(permanent);
  }

  /** Stores a code with the current values as its freeze frame, and switches the lamp on. */
  public synchronized void store(Dtc dtc) {
    store(dtc, vehicle.snapshot(dtc, Map.of()));
  }

  /** Stores a code with a freeze frame, and switches the lamp on. */
  public synchronized void store(Dtc dtc, FreezeFrame frame) {
    if (stored.isEmpty()) {
      lampOnAt = vehicle.seconds();
      lampOnTrip = vehicle.value(VehicleSignal.TRIP);
    }
    if (stored.add(dtc) && frames.size() < MAX_FRAMES) {
      frames.add(frame);
    }
  }

  /** Adds a pending code. */
  public synchronized void addPending(Dtc dtc) {
    pending.add(dtc);
  }

  /** Adds a permanent code. */
  public synchronized void addPermanent(Dtc dtc) {
    permanent.add(dtc);
  }

  /** Returns the freeze frames. The index is the frame number. */
  public synchronized List<FreezeFrame> frames() {
    return List.copyOf(frames);
  }

  /** Returns whether the malfunction indicator lamp is on. */
  public synchronized boolean lamp() {
    return !stored.isEmpty();
  }

  /** Removes a code and its frames, but not a permanent code. */
  public synchronized void remove(Dtc dtc) {
    stored.remove(dtc);
    pending.remove(dtc);
    frames.removeIf(frame -> frame.dtc().equals(dtc));
  }

  /** Removes all but the permanent codes, and restarts the monitors and counters (service 04). */
  public synchronized void clear() {
    stored.clear();
    pending.clear();
    frames.clear();
    incomplete.clear();
    history = new History(true, vehicle.seconds(), vehicle.value(VehicleSignal.TRIP), 0, 0, 0);
  }

  /** Keeps a monitor incomplete, or lets it complete during the drive. */
  public synchronized void holdIncomplete(ReadinessMonitor monitor, boolean hold) {
    if (hold) {
      incomplete.add(monitor);
    } else {
      incomplete.remove(monitor);
    }
  }

  /** Returns whether a monitor has run since the codes were cleared. */
  public synchronized boolean isComplete(ReadinessMonitor monitor) {
    return !incomplete.contains(monitor)
        && (!history.cleared || sinceCleared() >= monitor.secondsToComplete());
  }

  /** Returns whether a monitor has run since the engine was started. */
  public synchronized boolean isCompleteThisCycle(ReadinessMonitor monitor) {
    return isComplete(monitor)
        && vehicle.value(VehicleSignal.RUN_TIME) >= monitor.secondsToComplete();
  }

  /**
   * Returns whether a monitor has no result because it has not run since the codes were cleared.
   */
  public synchronized boolean hasNoResult(ReadinessMonitor monitor) {
    return history.cleared && !isComplete(monitor);
  }

  @GuardedBy("this")
  private boolean allComplete() {
    for (ReadinessMonitor monitor : ReadinessMonitor.values()) {
      if (monitor.supported() && !isComplete(monitor)) {
        return false;
      }
    }
    return true;
  }

  @GuardedBy("this")
  private double sinceCleared() {
    return vehicle.seconds() - history.seconds;
  }

  /** Returns the running time since the codes were cleared, in minutes. */
  public synchronized double minutesSinceCleared() {
    return history.minutes + sinceCleared() / 60;
  }

  /** Returns the distance since the codes were cleared, in km. */
  public synchronized double kilometresSinceCleared() {
    return history.km + vehicle.value(VehicleSignal.TRIP) - history.trip;
  }

  /** Returns the number of warm-ups since the codes were cleared. */
  public synchronized int warmUpsSinceCleared() {
    return history.warmUps + (sinceCleared() >= WARM_UP_SECONDS ? 1 : 0);
  }

  /** Returns the running time with the lamp on, in minutes. */
  public synchronized double minutesWithLamp() {
    return lamp() ? (vehicle.seconds() - lampOnAt) / 60 : 0;
  }

  /** Returns the distance with the lamp on, in km. */
  public synchronized double kilometresWithLamp() {
    return lamp() ? vehicle.value(VehicleSignal.TRIP) - lampOnTrip : 0;
  }
}
