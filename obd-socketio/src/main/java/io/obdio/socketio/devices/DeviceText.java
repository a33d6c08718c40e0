package io.obdio.socketio.devices;

import io.obdio.core.unit.Quantity;
import io.obdio.core.value.Acknowledged;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.Status;
import io.obdio.core.value.TroubleCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values as the short texts that data points carry. */
final class DeviceText {

  private DeviceText() {}

  /** Returns a value as a text: codes and lists are joined by a comma. */
  static String of(Object value) {
    if (value instanceof TroubleCode code) {
      return code.code();
    } else if (value instanceof Quantity quantity) {
      return SetValues.rounded(quantity.value()) + " " + quantity.unit().symbol();
    } else if (value instanceof FuelStatus fuel) {
      return Stream.of(fuel.system1(), fuel.system2())
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(","));
    } else if (value instanceof Status status) {
      return (status.mil() ? "MIL on" : "MIL off") + ", " + status.dtcCount() + " codes";
    } else if (value instanceof Acknowledged acknowledged) {
      return acknowledged.data().toHex();
    } else if (value instanceof SensorValues sensors) {
      return sensors.values().entrySet().stream()
          .map(sensor -> sensor.getKey() + "=" + sensor.getValue())
          .collect(Collectors.joining(","));
    } else if (value instanceof List<?> list) {
      return list.stream().map(DeviceText::of).collect(Collectors.joining(","));
    }
    return value.toString();
  }
}
