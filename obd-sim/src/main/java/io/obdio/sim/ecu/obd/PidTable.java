package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.vehicle.VehicleSignal;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/** The PIDs of one ECU, one row a PID; rows may be replaced while it runs. Guarded by its lock. */
public final class PidTable {

  /** Data bytes that fit into a message of the older buses behind service and PID. */
  private static final int LEGACY_DATA = 5;

  private final TreeMap<Integer, Pid> rows = new TreeMap<>();

  /** A row: the signal as one scaled number. Freeze frames hold it. */
  public PidTable row(int id, VehicleSignal signal, Scaling scaling) {
    return row(id, signal, scaling, DoubleUnaryOperator.identity());
  }

  /** A row: a function of the signal as one scaled number. Freeze frames hold it. */
  public PidTable row(int id, VehicleSignal signal, Scaling scaling, DoubleUnaryOperator function) {
    return frameRow(id, (car, to) -> scaling.write(function.applyAsDouble(car.get(signal)), to));
  }

  /** A row of several fields. Freeze frames hold it. */
  public PidTable frameRow(int id, Pid.Encoder encoder) {
    rows.put(id, new Pid(id, true, false, encoder));
    return this;
  }

  /** A row that freeze frames do not hold. */
  public PidTable liveRow(int id, Pid.Encoder encoder) {
    rows.put(id, new Pid(id, false, false, encoder));
    return this;
  }

  /** A row that is always the same. */
  public PidTable constant(int id, int... bytes) {
    return liveRow(id, (car, to) -> to.add(bytes));
  }

  /** A row of more than five bytes. Freeze frames do not hold it. */
  public PidTable longRow(int id, Pid.Encoder encoder) {
    rows.put(id, new Pid(id, false, true, encoder));
    return this;
  }

  /** A row that is always the same, whatever its length; replaces the one that was there. */
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

  /** The ids that a freeze frame answers: 02 is its code. */
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

  /** The data of a PID or of a bit map; empty if the ECU has none. */
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
