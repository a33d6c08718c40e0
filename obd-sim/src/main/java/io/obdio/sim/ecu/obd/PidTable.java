package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.vehicle.VehicleSignal;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * The PIDs of one ECU, one row per PID. Rows can be replaced at any time. Guarded by the vehicle's
 * lock.
 */
public final class PidTable {

  /** Number of data bytes that fit in a message of the older buses after service and PID. */
  private static final int LEGACY_DATA = 5;

  private final TreeMap<Integer, Pid> rows = new TreeMap<>();

  /** Adds a PID: a signal as one scaled number. Freeze frames contain it. */
  public PidTable row(int id, VehicleSignal signal, Scaling scaling) {
    return row(id, signal, scaling, DoubleUnaryOperator.identity());
  }

  /** Adds a PID: a function of a signal as one scaled number. Freeze frames contain it. */
  public PidTable row(int id, VehicleSignal signal, Scaling scaling, DoubleUnaryOperator function) {
    return frameRow(id, (car, to) -> scaling.write(function.applyAsDouble(car.get(signal)), to));
  }

  /** Adds a PID of several fields. Freeze frames contain it. */
  public PidTable frameRow(int id, Pid.Encoder encoder) {
    rows.put(id, new Pid(id, true, false, encoder));
    return this;
  }

  /** Adds a PID that freeze frames do not contain. */
  public PidTable liveRow(int id, Pid.Encoder encoder) {
    rows.put(id, new Pid(id, false, false, encoder));
    return this;
  }

  /** Adds a PID with constant data. */
  public PidTable constant(int id, int... bytes) {
    return liveRow(id, (car, to) -> to.add(bytes));
  }

  /** Adds a PID of more than five bytes. Freeze frames do not contain it. */
  public PidTable longRow(int id, Pid.Encoder encoder) {
    rows.put(id, new Pid(id, false, true, encoder));
    return this;
  }

  /** Adds or replaces a PID with constant data of any length. */
  public void fixed(int id, Payload bytes) {
    rows.put(id, new Pid(id, false, bytes.length() > LEGACY_DATA, (car, to) -> to.add(bytes)));
  }

  public void remove(int id) {
    rows.remove(id);
  }

  public SortedSet<Integer> ids(Medium medium) {
    TreeSet<Integer> ids = new TreeSet<>(rows.keySet());
    if (medium == Medium.LEGACY) {
      ids.removeIf(id -> get(id).filter(Pid::canOnly).isPresent());
    }
    return ids;
  }

  /** Returns the ids that a freeze frame answers. 02 is the code of the frame. */
  public SortedSet<Integer> frameIds() {
    TreeSet<Integer> ids = new TreeSet<>();
    rows.values().stream().filter(Pid::inFrame).forEach(pid -> ids.add(pid.id()));
    if (!ids.isEmpty()) {
      ids.add(0x02);
    }
    return ids;
  }

  public Optional<Pid> get(int id) {
    return Optional.ofNullable(rows.get(id));
  }

  /** Returns the data of a PID or of a bit map; empty if the ECU does not support it. */
  public Optional<Payload> data(int id, Medium medium, Measured car) {
    if (SupportBitmap.isMapId(id)) {
      SortedSet<Integer> ids = ids(medium);
      return SupportBitmap.isSupported(ids, id)
          ? Optional.of(Payload.of(SupportBitmap.bytes(ids, id)))
          : Optional.empty();
    }
    return get(id).filter(pid -> medium == Medium.CAN || !pid.canOnly()).map(pid -> pid.data(car));
  }
}
