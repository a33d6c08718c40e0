package io.obdio.socketio.app.query;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.UnitConversion;
import io.obdio.core.unit.UnitSystem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * The decimals of numbers: the fewest with which two adjacent values of a sensor differ. A
 * resolution of 0.25 rpm needs one decimal, one of 1 km/h none. Without a known resolution, up to
 * four decimals are written, without zeros at the end.
 */
final class Digits {

  private static final int MAX_DECIMALS = 6;
  private static final int UNKNOWN_DECIMALS = 4;

  /** Absorbs the error of the logarithm, so that 0.01 needs two decimals. */
  private static final double TOLERANCE = 1e-9;

  private Digits() {}

  /** Returns the decimals that a resolution needs, 0..6. */
  static int decimals(double resolution) {
    return (int)
        Math.max(0, Math.min(MAX_DECIMALS, Math.ceil(-Math.log10(resolution) - TOLERANCE)));
  }

  /**
   * Returns a quantity in the unit of a system, rounded.
   *
   * @param quantity as decoded
   * @param resolution in the unit of {@code quantity}
   */
  static Rounded round(Quantity quantity, OptionalDouble resolution, UnitSystem system) {
    Quantity converted = system.convert(quantity);
    UnitConversion conversion = system.conversion(quantity.unit());
    if (!Double.isFinite(converted.value())) {
      return new Rounded(converted, Double.toString(converted.value()));
    }
    if (resolution.isEmpty() || !(resolution.getAsDouble() > 0)) {
      BigDecimal number = rounded(converted.value(), UNKNOWN_DECIMALS).stripTrailingZeros();
      return rounded(converted, number.scale() < 0 ? number.setScale(0) : number);
    }
    int decimals =
        conversion.reciprocal()
            ? converted.unit().decimals()
            : decimals(resolution.getAsDouble() * conversion.factor());
    return rounded(converted, rounded(converted.value(), decimals));
  }

  private static BigDecimal rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
  }

  private static Rounded rounded(Quantity quantity, BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? number.abs() : number;
    return new Rounded(new Quantity(plain.doubleValue(), quantity.unit()), plain.toPlainString());
  }

  /**
   * A rounded quantity.
   *
   * @param quantity the rounded quantity
   * @param text its number, with all decimals
   */
  record Rounded(Quantity quantity, String text) {}
}
