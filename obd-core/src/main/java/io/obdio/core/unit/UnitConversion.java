package io.obdio.core.unit;

/**
 * The formula that converts the number of one unit to that of another: {@code value * factor +
 * offset}, or {@code factor / value} if the units are reciprocal, such as L/100km and mpg.
 *
 * @param from the unit of the value
 * @param to the unit of the result
 * @param factor the factor, or the dividend of a reciprocal conversion
 * @param offset the summand; 0 for a reciprocal conversion
 * @param reciprocal whether the result is {@code factor / value}
 */
public record UnitConversion(Unit from, Unit to, double factor, double offset, boolean reciprocal) {

  /**
   * Returns the conversion between two units.
   *
   * @throws IllegalArgumentException if they are of different dimensions that are not reciprocal
   *     either; the message names both
   */
  public static UnitConversion of(Unit from, Unit to) {
    if (from.equals(to)) {
      return new UnitConversion(from, to, 1, 0, false);
    }
    if (!from.isConvertibleTo(to)) {
      throw new IllegalArgumentException(
          "cannot convert "
              + from.symbol()
              + " ("
              + from.dimension()
              + ") to "
              + to.symbol()
              + " ("
              + to.dimension()
              + ")");
    }
    if (from.dimension() != to.dimension()) {
      double product = from.dimension().productWith(to.dimension()).orElseThrow();
      return new UnitConversion(from, to, product / (from.factor() * to.factor()), 0, true);
    }
    double offset = (from.offset() - to.offset()) / to.factor();
    return new UnitConversion(from, to, from.factor() / to.factor(), offset, false);
  }
}
