package io.obdio.socketio.devices;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.decode.QuantityRange;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import io.obdio.socketio.vehicle.ObdJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a command: {@code ai} for quantities, {@code temp} for temperatures, {@code
 * data_point} for everything else. The last value remains when the vehicle falls silent; {@code
 * lost} reports it.
 */
final class CommandDevice extends Device {

  private static final String MODE = "Measured";

  private final ObdCommand<?> command;
  private final @Nullable Unit unit;
  private @Nullable Object value;
  private @Nullable Instant time;
  private String ecu = "";
  private boolean lost = true;
  private final double intervalSeconds;

  private CommandDevice(
      DeviceType type, ObdCommand<?> command, @Nullable Unit unit, double intervalSeconds) {
    super(type, command.name());
    this.command = command;
    this.unit = unit;
    this.intervalSeconds = intervalSeconds;
    refresh();
  }

  /**
   * Returns the device of a command.
   *
   * @param intervalSeconds time between two polls while a client is connected
   */
  static CommandDevice of(ObdCommand<?> command, double intervalSeconds) {
    Unit unit = command.decoder().quantityUnit().orElse(null);
    DeviceType type =
        unit == null
            ? DeviceType.DATA_POINT
            : unit.equals(Units.DEGREE_CELSIUS) ? DeviceType.TEMP : DeviceType.AI;
    return new CommandDevice(type, command, unit, intervalSeconds);
  }

  ObdCommand<?> command() {
    return command;
  }

  /** Returns the age of the value, or null if there is none. */
  @Nullable Duration age(Instant now) {
    Object received = json().get("time");
    return received instanceof Number seconds && !isLost()
        ? Duration.ofMillis(now.toEpochMilli() - Math.round(seconds.doubleValue() * 1000))
        : null;
  }

  /** Returns whether there is no value, or none that the vehicle still confirms. */
  boolean isLost() {
    return !Boolean.FALSE.equals(json().get("lost"));
  }

  /** Takes over a response. */
  void update(ObdResponse<?> response) {
    Object received = response.valueOrNull();
    if (received == null) {
      lost = true;
      return;
    }
    value = received;
    time = response.time();
    lost = false;
    ecu = response.messages().isEmpty() ? "" : response.messages().get(0).ecu().toString();
  }

  /** Marks the value as lost: the vehicle does not answer any more. */
  void lose() {
    lost = true;
  }

  @Override
  void describe(Map<String, @Nullable Object> fields) {
    if (type() == DeviceType.DATA_POINT) {
      describeText(fields);
    } else {
      describeQuantity(fields);
    }
    fields.put("lost", lost);
    fields.put("time", time == null ? null : BigDecimal.valueOf(time.toEpochMilli(), 3));
  }

  private void describeQuantity(Map<String, @Nullable Object> fields) {
    Double number =
        value instanceof Quantity quantity && Double.isFinite(quantity.value())
            ? quantity.value()
            : null;
    fields.put("value", number == null ? null : SetValues.rounded(number));
    fields.put("name", command.description());
    if (unit == null) {
      return;
    }
    if (type() == DeviceType.TEMP) {
      fields.put("unit", "C");
      fields.put("type", "OBD");
      fields.put("address", ecu);
      fields.put("interval", SetValues.rounded(intervalSeconds));
      return;
    }
    Map<String, Object> mode = new LinkedHashMap<>();
    mode.put("value", 0);
    mode.put("unit", unit.symbol());
    fields.put("unit", unit.symbol());
    fields.put("mode", MODE);
    fields.put("modes", Map.of(MODE, mode));
    // A definition may give the unit alone.
    command.decoder().range().ifPresent(range -> describeRange(range, mode, fields));
  }

  private static void describeRange(
      QuantityRange range, Map<String, Object> mode, Map<String, @Nullable Object> fields) {
    List<Object> limits = List.of(SetValues.rounded(range.min()), SetValues.rounded(range.max()));
    mode.put("range", limits);
    fields.put("range", limits);
  }

  private void describeText(Map<String, @Nullable Object> fields) {
    Object received = value;
    fields.put("value", received == null ? null : DeviceText.of(received));
    fields.put("detail", received == null ? null : ObdJson.value(received));
    fields.put("name", command.description());
    fields.put("valid", !lost);
  }
}
