package io.obdio.sim.vehicle;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A freeze frame: the values of the signals when a trouble code was detected.
 *
 * @param dtc the code
 * @param values the value of each signal, within its range
 */
public record FreezeFrame(Dtc dtc, Map<VehicleSignal, Double> values) {

  /** Copies the values and limits them to their ranges. */
  public FreezeFrame {
    EnumMap<VehicleSignal, Double> copy = new EnumMap<>(VehicleSignal.class);
    values.forEach((signal, value) -> copy.put(signal, signal.clamp(value)));
    values = Collections.unmodifiableMap(copy);
  }

  /** Returns the value of a signal; its least value if the frame does not contain it. */
  public double value(VehicleSignal signal) {
    return values.getOrDefault(signal, signal.min());
  }
}
