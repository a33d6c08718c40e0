package io.obdio.socketio.alarm;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.Status;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The number in a decoded value that a rule compares. */
final class SignalNumber {

  private SignalNumber() {}

  /**
   * Returns a number.
   *
   * @param member of a value that has several; "" for the value itself
   * @param unit to convert to; null for none
   * @return a quantity in {@code unit}, 1 or 0 for a flag, the length of a list; otherwise empty
   */
  static OptionalDouble of(Object value, String member, @Nullable Unit unit) {
    if (value instanceof Status status) {
      return of(status, member);
    }
    if (value instanceof SensorValues sensors) {
      SensorValue sensor = sensors.values().get(member);
      if (sensor instanceof SensorValue.Measured measured) {
        return of(measured.quantity(), unit);
      }
      return sensor instanceof SensorValue.Flag flag ? of(flag.on()) : OptionalDouble.empty();
    }
    if (!member.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (value instanceof Quantity quantity) {
      return of(quantity, unit);
    } else if (value instanceof Number number) {
      return OptionalDouble.of(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      return of(flag);
    } else if (value instanceof List<?> list) {
      return OptionalDouble.of(list.size());
    }
    return OptionalDouble.empty();
  }

  /** Returns a member under the name that the JSON of the status gives it. */
  private static OptionalDouble of(Status status, String member) {
    return switch (member) {
      case "MIL" -> of(status.mil());
      case "DTC_COUNT" -> OptionalDouble.of(status.dtcCount());
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble of(boolean flag) {
    return OptionalDouble.of(flag ? 1 : 0);
  }

  private static OptionalDouble of(Quantity quantity, @Nullable Unit unit) {
    if (unit == null) {
      return OptionalDouble.of(quantity.value());
    }
    return quantity.unit().isConvertibleTo(unit)
        ? OptionalDouble.of(quantity.in(unit))
        : OptionalDouble.empty();
  }
}
