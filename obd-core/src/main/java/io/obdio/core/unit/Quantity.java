package io.obdio.core.unit;

/**
 * A value with its unit.
 *
 * @param value the number, in {@code unit}
 * @param unit the unit
 */
public record Quantity(double value, Unit unit) {

  /** Returns the quantity {@code value unit}. */
  public static Quantity of(double value, Unit unit) {
    return new Quantity(value, unit);
  }

  /**
   * Returns this quantity in another unit of its dimension, or of the reciprocal dimension: L/100km
   * convert to mpg, and 0 of them to infinity.
   *
   * @throws IllegalArgumentException if the units are not convertible; the message names both
   */
  public Quantity to(Unit other) {
    if (unit.equals(other)) {
      return this;
    }
    UnitConversion conversion = UnitConversion.of(unit, other);
    if (conversion.reciprocal()) {
      return new Quantity(conversion.factor() / value, other);
    }
    double base = value * unit.factor() + (unit.offset() - other.offset());
    return new Quantity(base / other.factor(), other);
  }

  /** Returns the value in another unit of the dimension; throws as {@link #to(Unit)} does. */
  public double in(Unit other) {
    return to(other).value;
  }

  /** Returns the value with its unit's symbol, such as {@code 850.0 rpm}; counts have none. */
  @Override
  public String toString() {
    return unit.symbol().isEmpty() ? Double.toString(value) : value + " " + unit.symbol();
  }
}
