package io.obdio.sim.fleet;

import io.obdio.sim.vehicle.SignalModel;
import io.obdio.sim.vehicle.VehicleSignal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The computation of the values of vehicles. One object serves all vehicles, one after the other:
 * it keeps the signals of one time, which depend on each other, so that each is computed once.
 *
 * <p>Threads: not safe for use by several threads at once.
 */
public final class FleetSampler {

  private final List<FleetValue> values;
  private final Map<VehicleSignal, Double> known = new EnumMap<>(VehicleSignal.class);
  private final SignalModel.Values others = this::signal;
  private ModelledVehicle vehicle;
  private double time;

  /**
   * Creates a sampler.
   *
   * @param values what to compute
   */
  public FleetSampler(List<FleetValue> values) {
    this.values = List.copyOf(values);
    this.vehicle = new SimulatedFleet(0, 1, 1).vehicle(0);
  }

  /** Returns what {@link #sample} computes, in its order. */
  public List<FleetValue> values() {
    return values;
  }

  /**
   * Computes the values of a vehicle.
   *
   * @param of the vehicle
   * @param now seconds since the simulation began, at least 0
   * @param to receives one number for each value, as a client decodes it
   */
  public void sample(ModelledVehicle of, double now, double[] to) {
    vehicle = of;
    time = now;
    known.clear();
    for (int i = 0; i < values.size(); i++) {
      FleetValue value = values.get(i);
      to[i] = value.decoded(signal(value.signal(), now));
    }
  }

  private double signal(VehicleSignal signal, double now) {
    if (now != time) {
      return signal.clamp(vehicle.model().at(signal, now, vehicle, others));
    }
    Double value = known.get(signal);
    if (value == null) {
      value = signal.clamp(vehicle.model().at(signal, now, vehicle, others));
      known.put(signal, value);
    }
    return value;
  }
}
