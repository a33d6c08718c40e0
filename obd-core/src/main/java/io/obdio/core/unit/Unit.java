package io.obdio.core.unit;

import java.util.Optional;

/**
 * A unit of measurement: {@code base = value * factor + offset}. The table of all known ones is
 * {@link Units}.
 *
 * @param symbol for a person, such as {@code rpm}
 * @param name the compatibility name that clients see, such as {@code revolutions_per_minute}
 * @param dimension what it measures
 * @param factor how many of the dimension's base unit one of this is
 * @param offset where zero of this lies on the base unit's scale
 */
public record Unit(String symbol, String name, Dimension dimension, double factor, double offset) {

  /** Checks that the factor can be divided by. */
  public Unit {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("unit " + name + ": factor " + factor + " is not above 0");
    }
  }

  /**
   * A unit that no table knows, such as a definition's own. It converts to itself only.
   *
   * @param symbol stands for its name too
   */
  public static Unit other(String symbol) {
    return new Unit(symbol, symbol, Dimension.OTHER, 1, 0);
  }

  /**
   * Finds a unit by symbol, compatibility name or another spelling in use ({@code km/h}, {@code
   * kilometer_per_hour}, {@code kph}, {@code kilometersPerHour}). Case counts only where it tells
   * units apart.
   */
  public static Optional<Unit> byName(String name) {
    return Units.find(name);
  }

  /** True if quantities convert between this and {@code other}. */
  public boolean isConvertibleTo(Unit other) {
    return dimension == other.dimension && (dimension != Dimension.OTHER || equals(other));
  }

  @Override
  public String toString() {
    return symbol;
  }
}
