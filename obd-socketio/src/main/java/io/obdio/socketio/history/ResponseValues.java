package io.obdio.socketio.history;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.recording.RecordingLines;
import io.obdio.core.unit.Quantity;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a response as rows: numbers with their unit, and texts for everything else. */
final class ResponseValues {

  /**
   * A value.
   *
   * @param suffix name of the value among several of a command, empty for the only one
   * @param value a {@link Double} or a {@link String}
   * @param unit symbol of the unit
   * @param unitName compatibility name of the unit
   */
  record Named(String suffix, Object value, String unit, String unitName) {}

  private static final int MAX_TEXT = 1_000;

  private ResponseValues() {}

  /** Returns the values of a response that is not empty. */
  static List<Named> of(Object value) {
    if (value instanceof SensorValues sensors) {
      List<Named> rows = new ArrayList<>(sensors.values().size());
      sensors.values().forEach((name, sensor) -> rows.add(of(name, plain(sensor))));
      return rows;
    }
    if (value instanceof Status status) {
      return List.of(
          of("MIL", status.mil()),
          of("DTC_COUNT", status.dtcCount()),
          of("TESTS", status.tests().toString()));
    }
    return List.of(of("", value));
  }

  private static Object plain(SensorValue sensor) {
    if (sensor instanceof SensorValue.Measured measured) {
      return measured.quantity();
    }
    return sensor instanceof SensorValue.Flag flag ? flag.on() : sensor.toString();
  }

  private static Named of(String suffix, Object value) {
    if (value instanceof Quantity quantity) {
      return Double.isFinite(quantity.value())
          ? new Named(suffix, quantity.value(), quantity.unit().symbol(), quantity.unit().name())
          : new Named(suffix, Double.toString(quantity.value()), "", "");
    } else if (value instanceof Number number) {
      return new Named(suffix, number.doubleValue(), "", "");
    } else if (value instanceof Boolean on) {
      return new Named(suffix, on ? 1.0 : 0.0, "", "");
    }
    String text = String.valueOf(value);
    return new Named(
        suffix, text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT), "", "");
  }

  /**
   * Returns the address of the ECU whose messages are kept as bytes alone; empty for the adapter or
   * a response without messages.
   */
  static String ecu(ObdResponse<?> response) {
    if (response.messages().isEmpty()) {
      return "";
    }
    return text(response.messages().get(0).ecu());
  }

  /** Returns the address of an ECU, such as {@code 7E8}; empty for the adapter. */
  static String text(EcuAddress ecu) {
    return ecu.equals(EcuAddress.ADAPTER) ? "" : ecu.toString();
  }

  /** Returns the response in the form of {@link Sample#answer()}. */
  static @Nullable Object answer(ObdResponse<?> response, String usualEcu) {
    List<EcuMessage> messages = response.messages();
    if (messages.isEmpty()) {
      return null;
    }
    EcuMessage first = messages.get(0);
    boolean usual = messages.size() == 1 && first.ecu().toString().equals(usualEcu);
    return usual ? first.payload().toBytes() : RecordingLines.answer(messages);
  }
}
