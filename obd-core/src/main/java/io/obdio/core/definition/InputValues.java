package io.obdio.core.definition;

import io.obdio.core.decode.Decoded;
import io.obdio.core.unit.Quantity;

/** The values of other commands as numbers. */
final class InputValues {

  private InputValues() {}

  /** Returns a value as a number, in its own unit; NaN if there is none or it is not a number. */
  static double number(Decoded<?> decoded) {
    if (!(decoded instanceof Decoded.Value<?> value)) {
      return Double.NaN;
    }
    Object plain = value.value();
    if (plain instanceof Quantity quantity) {
      return quantity.value();
    }
    if (plain instanceof Number number) {
      return number.doubleValue();
    }
    return plain instanceof Boolean flag ? (flag ? 1 : 0) : Double.NaN;
  }
}
