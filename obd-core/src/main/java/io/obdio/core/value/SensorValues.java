package io.obdio.core.value;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.UnitSystem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a PID that has several, by name and in the standard's order. Sensors that the
 * vehicle does not have are omitted.
 *
 * @param values for example {@code SENSOR_A} with 3.2 g/s
 */
public record SensorValues(Map<String, SensorValue> values) {

  /** Copies the values, keeping their order. */
  public SensorValues {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns the measured value with this name; empty if there is none. */
  public Optional<Quantity> quantity(String name) {
    return values.get(name) instanceof SensorValue.Measured measured
        ? Optional.of(measured.quantity())
        : Optional.empty();
  }

  /** Returns the state with this name; empty if there is none. */
  public Optional<String> text(String name) {
    return values.get(name) instanceof SensorValue.Stated stated
        ? Optional.of(stated.text())
        : Optional.empty();
  }

  /** Returns the flag with this name; empty if there is none. */
  public Optional<Boolean> flag(String name) {
    return values.get(name) instanceof SensorValue.Flag flag
        ? Optional.of(flag.on())
        : Optional.empty();
  }

  /** Returns these values with the quantities in the units of {@code system}. */
  public SensorValues in(UnitSystem system) {
    Map<String, SensorValue> converted = new LinkedHashMap<>(values);
    converted.replaceAll(
        (name, value) ->
            value instanceof SensorValue.Measured measured
                ? new SensorValue.Measured(system.convert(measured.quantity()))
                : value);
    return new SensorValues(converted);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
