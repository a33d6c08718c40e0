package io.obdio.socketio.app.sim;

import io.obdio.sim.fleet.FleetSampler;
import io.obdio.sim.fleet.FleetValue;
import io.obdio.sim.fleet.ModelledVehicle;
import io.obdio.socketio.telemetry.NumberSeries;
import io.obdio.socketio.telemetry.StateCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of the vehicles in the forms of the payloads. One object serves all vehicles.
 *
 * <p>Threads: not safe for use by several threads at once.
 */
final class FleetValues {

  private final FleetSampler sampler;
  private final List<String> names;
  private final List<String> units;
  private final Map<String, String> unitsByName = new LinkedHashMap<>();
  private final double[] numbers;
  private final long begin;

  /**
   * Creates values.
   *
   * @param begin time at which the simulation began, in ms since 1970 UTC; also the epoch of all
   *     batches, as nothing of an earlier run is kept
   */
  FleetValues(List<FleetValue> values, long begin) {
    this.sampler = new FleetSampler(values);
    this.names = values.stream().map(FleetValue::command).toList();
    this.units = values.stream().map(value -> value.unit().name()).toList();
    for (int i = 0; i < names.size(); i++) {
      unitsByName.put(names.get(i), units.get(i));
    }
    this.numbers = new double[names.size()];
    this.begin = begin;
  }

  /** Returns the number of values. */
  int count() {
    return names.size();
  }

  /** Returns the epoch of all batches. */
  long epoch() {
    return begin;
  }

  /** Returns a time in ms since 1970 UTC. */
  long time(double seconds) {
    return begin + Math.round(seconds * 1000);
  }

  /** Returns samples of all values, {@code step} seconds apart. */
  List<NumberSeries> series(ModelledVehicle vehicle, double from, double step, int samples) {
    List<NumberSeries.Builder> series = new ArrayList<>(count());
    for (int column = 0; column < count(); column++) {
      series.add(NumberSeries.builder(names.get(column), units.get(column)));
    }
    for (int i = 0; i < samples; i++) {
      sampler.sample(vehicle, from + i * step, numbers);
      long offset = Math.round(i * step * 1000);
      for (int column = 0; column < count(); column++) {
        series.get(column).add(offset, numbers[column]);
      }
    }
    return series.stream().map(NumberSeries.Builder::build).toList();
  }

  /** Returns the values at a time. */
  StateCodec.State state(ModelledVehicle vehicle, double now) {
    sampler.sample(vehicle, now, numbers);
    Map<String, Object> values = new LinkedHashMap<>();
    for (int column = 0; column < count(); column++) {
      values.put(names.get(column), numbers[column]);
    }
    return new StateCodec.State(time(now), values, unitsByName);
  }
}
