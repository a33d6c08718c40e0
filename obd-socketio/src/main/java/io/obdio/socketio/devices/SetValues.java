package io.obdio.socketio.devices;

import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The values that clients send to set a device: numbers, texts or booleans. */
final class SetValues {

  private SetValues() {}

  /**
   * Returns whether a value switches on: a number other than 0, {@code true}, or a text of these.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is anything else
   */
  static boolean isOn(String field, @Nullable Object value) throws RequestException {
    if (value instanceof Boolean on) {
      return on;
    }
    if (value instanceof String text) {
      switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "on" -> {
          return true;
        }
        case "false", "off" -> {
          return false;
        }
        default -> {}
      }
    }
    return number(field, value) != 0;
  }

  /**
   * Returns a finite number.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is anything else
   */
  static double number(String field, @Nullable Object value) throws RequestException {
    double number = Double.NaN;
    if (value instanceof Number n) {
      number = n.doubleValue();
    } else if (value instanceof String text && text.length() <= 32) {
      try {
        number = Double.parseDouble(text.strip());
      } catch (NumberFormatException e) {
        number = Double.NaN;
      }
    }
    if (!Double.isFinite(number)) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, field + " must be a number");
    }
    return number;
  }

  /** Returns a text of at most 64 characters. */
  static String text(String field, @Nullable Object value) throws RequestException {
    if (value instanceof String text && text.length() <= 64) {
      return text;
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT, field + " must be a text of at most 64 characters");
  }

  /** Returns a number with three decimals at most; whole numbers without a fraction. */
  static Object rounded(double value) {
    double rounded = Math.rint(value * 1000) / 1000;
    if (!Double.isFinite(rounded)) {
      return value;
    }
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? (Object) (long) rounded
        : (Object) rounded;
  }
}
