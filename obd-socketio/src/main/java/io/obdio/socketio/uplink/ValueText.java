package io.obdio.socketio.uplink;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.Status;
import io.obdio.core.value.TroubleCode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with a topic of its own. Lists and bytes have none.
 *
 * @param name of the command, followed by a dot and the name of the value if the command has
 *     several, such as {@code STATUS.MIL}
 * @param description for people
 * @param value a finite {@link Double}, a {@link Boolean} or a {@link String}
 * @param unit of a number; null if it has none
 */
public record ValueText(String name, String description, Object value, @Nullable Unit unit) {

  private static final int MAX_TEXT = 1_000;

  /** More digits are noise of the conversion from binary fractions. */
  private static final MathContext DIGITS = new MathContext(9);

  /** Returns the values of a response; none for an empty one. */
  static List<ValueText> of(ObdResponse<?> response) {
    return of(response.command().name(), response);
  }

  /** Returns the values of a response under another name of the command. */
  static List<ValueText> of(String name, ObdResponse<?> response) {
    String description = response.command().description();
    Object value = response.valueOrNull();
    List<ValueText> values = new ArrayList<>(1);
    if (value instanceof SensorValues several) {
      several
          .values()
          .forEach(
              (part, sensor) ->
                  add(values, name + "." + part, description + ": " + part, plain(sensor)));
    } else if (value instanceof Status status) {
      add(values, name + ".MIL", "Malfunction indicator lamp", status.mil());
      add(values, name + ".DTC_COUNT", "Number of trouble codes", status.dtcCount());
    } else if (value != null) {
      add(values, name, description, value);
    }
    return values;
  }

  private static Object plain(SensorValue sensor) {
    if (sensor instanceof SensorValue.Measured measured) {
      return measured.quantity();
    }
    return sensor instanceof SensorValue.Flag flag ? flag.on() : sensor.toString();
  }

  private static void add(List<ValueText> values, String name, String description, Object value) {
    if (value instanceof Quantity quantity) {
      if (Double.isFinite(quantity.value())) {
        values.add(new ValueText(name, description, quantity.value(), quantity.unit()));
      }
    } else if (value instanceof Number number) {
      if (Double.isFinite(number.doubleValue())) {
        values.add(new ValueText(name, description, number.doubleValue(), null));
      }
    } else if (value instanceof Boolean) {
      values.add(new ValueText(name, description, value, null));
    } else if (value instanceof FuelStatus fuel) {
      values.add(new ValueText(name, description, text(fuel), null));
    } else if (value instanceof TroubleCode code) {
      values.add(new ValueText(name, description, code.code(), null));
    } else if (value instanceof String text && !text.isEmpty()) {
      String kept = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
      values.add(new ValueText(name, description, kept, null));
    }
  }

  private static String text(FuelStatus fuel) {
    return fuel.system2().isEmpty() ? fuel.system1() : fuel.system1() + "; " + fuel.system2();
  }

  /** Returns the payload of the topic: a decimal number, {@code true}, {@code false}, or text. */
  public String text() {
    if (value instanceof Double number) {
      BigDecimal rounded = BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros();
      return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
    return value.toString();
  }

  /** Returns the value in a state: a number, 1 or 0 for a flag, or a text. */
  Object stateValue() {
    if (value instanceof Boolean on) {
      return on ? 1.0 : 0.0;
    }
    return value;
  }
}
