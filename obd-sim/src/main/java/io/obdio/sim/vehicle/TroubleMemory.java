package io.obdio.sim.vehicle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ECU's memory of faults: codes, freeze frames, the indicator lamp, the monitors, and since
 * when.
 *
 * <p>Threads: any thread may read and change it; its own monitor guards it.
 */
public final class TroubleMemory {

  /** More frames than this are not kept: the oldest stay. */
  private static final int MAX_FRAMES = 8;

  private static final double WARM_UP_SECONDS = 120;

  private final Vehicle vehicle;
  private final Set<Dtc> stored = new LinkedHashSet<>();
  private final Set<Dtc> pending = new LinkedHashSet<>();
  private final Set<Dtc> permanent = new LinkedHashSet<>();
  private final List<FreezeFrame> frames = new ArrayList<>();
  private final Set<ReadinessMonitor> incomplete = EnumSet.noneOf(ReadinessMonitor.class);
  private History history = History.USED_CAR;
  private double lampOnAt;
  private double lampOnTrip;

  TroubleMemory(Vehicle vehicle) {
    this.vehicle = vehicle;
  }

  /** When the codes were last cleared: what the counters count from. */
  private record History(
      boolean cleared, double seconds, double trip, double minutes, double km, int warmUps) {
    static final History USED_CAR = new History(false, 0, 0, 3120, 1840, 61);
  }

  /** The confirmed codes, in the order they came. */
  public synchronized List<Dtc> stored() {
    return List.copyOf(stored);
  }

  /** The codes of the current or last driving cycle. */
  public synchronized List<Dtc> pending() {
    return List.copyOf(pending);
  }

  /**
   * The codes that clearing does not remove: they go when, after clearing, all monitors have run
   * and the code has not come back.
   */
  public synchronized List<Dtc> permanent() {
    if (history.cleared && allComplete()) {
      permanent.removeIf(code -> !stored.contains(code));
    }
    return List.copyOf(permanent);
  }

  /** Stores a code, lights the lamp, and keeps what is measured now as its freeze frame. */
  public synchronized void store(Dtc dtc) {
    store(dtc, vehicle.snapshot(dtc, Map.of()));
  }

  /** Stores a code with a freeze frame. */
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

  /** The freeze frames; the position is the frame's number. */
  public synchronized List<FreezeFrame> frames() {
    return List.copyOf(frames);
  }

  /** True while the malfunction indicator lamp is commanded on. */
  public synchronized boolean lamp() {
    return !stored.isEmpty();
  }

  /** Forgets a code and its frames; permanent codes stay. */
  public synchronized void remove(Dtc dtc) {
    stored.remove(dtc);
    pending.remove(dtc);
    frames.removeIf(frame -> frame.dtc().equals(dtc));
  }

  /** Service 04: all but the permanent codes goes, the monitors and counters begin anew. */
  public synchronized void clear() {
    stored.clear();
    pending.clear();
    frames.clear();
    incomplete.clear();
    history = new History(true, vehicle.seconds(), vehicle.value(VehicleSignal.TRIP), 0, 0, 0);
  }

  /** Holds a monitor incomplete, or lets it complete as the drive goes on. */
  public synchronized void holdIncomplete(ReadinessMonitor monitor, boolean hold) {
    if (hold) {
      incomplete.add(monitor);
    } else {
      incomplete.remove(monitor);
    }
  }

  /** True if the monitor has run since the codes were cleared. */
  public synchronized boolean isComplete(ReadinessMonitor monitor) {
    return !incomplete.contains(monitor)
        && (!history.cleared || sinceCleared() >= monitor.secondsToComplete());
  }

  /** True if the monitor has run since the engine started. */
  public synchronized boolean isCompleteThisCycle(ReadinessMonitor monitor) {
    return isComplete(monitor)
        && vehicle.value(VehicleSignal.RUN_TIME) >= monitor.secondsToComplete();
  }

  /** True if the codes were cleared and the tests of this monitor have not run since. */
  public synchronized boolean hasNoResult(ReadinessMonitor monitor) {
    return history.cleared && !isComplete(monitor);
  }

  private boolean allComplete() {
    for (ReadinessMonitor monitor : ReadinessMonitor.values()) {
      if (monitor.supported() && !isComplete(monitor)) {
        return false;
      }
    }
    return true;
  }

  private double sinceCleared() {
    return vehicle.seconds() - history.seconds;
  }

  /** Minutes of running since the codes were cleared. */
  public synchronized double minutesSinceCleared() {
    return history.minutes + sinceCleared() / 60;
  }

  /** Kilometres since the codes were cleared. */
  public synchronized double kilometresSinceCleared() {
    return history.km + vehicle.value(VehicleSignal.TRIP) - history.trip;
  }

  /** Warm-ups since the codes were cleared. */
  public synchronized int warmUpsSinceCleared() {
    return history.warmUps + (sinceCleared() >= WARM_UP_SECONDS ? 1 : 0);
  }

  /** Minutes with the lamp on. */
  public synchronized double minutesWithLamp() {
    return lamp() ? (vehicle.seconds() - lampOnAt) / 60 : 0;
  }

  /** Kilometres with the lamp on. */
  public synchronized double kilometresWithLamp() {
    return lamp() ? vehicle.value(VehicleSignal.TRIP) - lampOnTrip : 0;
  }
}
