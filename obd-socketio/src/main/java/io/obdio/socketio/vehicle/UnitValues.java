package io.obdio.socketio.vehicle;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.UnitSystem;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.MonitorTest;
import io.obdio.core.value.SensorValues;
import java.util.ArrayList;
import java.util.List;

/** The conversion of decoded values to a system of units. */
public final class UnitValues {

  private UnitValues() {}

  /** Returns a value with all its quantities in the units of {@code system}. */
  public static Object convert(Object value, UnitSystem system) {
    if (value instanceof Quantity quantity) {
      return system.convert(quantity);
    } else if (value instanceof SensorValues sensors) {
      return sensors.in(system);
    } else if (value instanceof Monitor monitor) {
      return monitor.in(system);
    } else if (value instanceof MonitorTest test) {
      return test.in(system);
    } else if (value instanceof List<?> list) {
      List<Object> converted = new ArrayList<>(list.size());
      for (Object item : list) {
        converted.add(convert(item, system));
      }
      return converted;
    }
    return value;
  }
}
