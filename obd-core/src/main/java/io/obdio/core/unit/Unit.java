package io.obdio.core.unit;

import java.util.Optional;

/**
 * A unit of measurement: {@code base = value * factor + offset}. {@link Units} is the table of
 * units.
 *
 * @param symbol for people, such as {@code rpm}
 * @param name the compatibility name that clients receive, such as {@code revolutions_per_minute}
 * @param dimension the kind of quantity
 * @param factor the size in the base unit of the dimension
 * @param offset the zero point on the scale of the base unit
 */
public record Unit(String symbol, String name, Dimension dimension, double factor, double offset) {

  /** Checks the factor. */
  public Unit {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("unit " + name + ": factor " + factor + " is not above 0");
    }
  }

  /**
   * Returns a unit that is not in the table, such as that of a definition. It converts only to
   * itself.
   *
   * @param symbol the symbol, which is the name too
   */
  public static Unit other(String symbol) {
    return new Unit(symbol, symbol, Dimension.OTHER, 1, 0);
  }

  /**
   * Returns the unit with a symbol, compatibility name or another spelling in use ({@code km/h},
   * {@code kilometer_per_hour}, {@code kph}, {@code kilometersPerHour}). Case is significant only
   * if units differ in it.
   */
  public static Optional<Unit> byName(String name) {
    return Units.find(name);
  }

  /** Returns whether quantities convert between this and {@code other}. */
  public boolean isConvertibleTo(Unit other) {
    return dimension == other.dimension
        ? dimension != Dimension.OTHER || equals(other)
        : dimension.productWith(other.dimension).isPresent();
  }

  /** Returns the number of decimals with which displays show values in this unit, 0..3. */
  public int decimals() {
    return UnitDecimals.of(this);
  }

  @Override
  public String toString() {
    return symbol;
  }
}
