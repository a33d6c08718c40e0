package io.obdio.sim.vehicle;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured when a trouble code came up.
 *
 * @param dtc the code
 * @param values every signal's value then, within its range
 */
public record FreezeFrame(Dtc dtc, Map<VehicleSignal, Double> values) {

  /** Copies the values and holds them within their ranges. */
  public FreezeFrame {
    EnumMap<VehicleSignal, Double> copy = new EnumMap<>(VehicleSignal.class);
    values.forEach((signal, value) -> copy.put(signal, signal.clamp(value)));
    values = Collections.unmodifiableMap(copy);
  }

  /** The value of a signal; its least value if the frame does not hold it. */
  public double value(VehicleSignal signal) {
    return values.getOrDefault(signal, signal.min());
  }
}
