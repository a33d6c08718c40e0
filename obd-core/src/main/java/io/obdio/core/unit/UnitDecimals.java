package io.obdio.core.unit;

import java.util.HashMap;
import java.util.Map;

/**
 * The number of decimals with which a display shows the values of a unit: as many as a reader can
 * use at a typical magnitude. A unit without a row has one.
 */
final class UnitDecimals {

  private static final Map<Unit, Integer> ROWS = new HashMap<>();

  static {
    rows(
        0,
        Units.COUNT,
        Units.PERCENT,
        Units.PER_MILLE,
        Units.PPM,
        Units.RPM,
        Units.KILOMETER_PER_HOUR,
        Units.MILE_PER_HOUR,
        Units.KNOT,
        Units.METER,
        Units.FOOT,
        Units.YARD,
        Units.MILLIMETER,
        Units.KILOMETER,
        Units.MILE,
        Units.SECOND,
        Units.MILLISECOND,
        Units.MICROSECOND,
        Units.MINUTE,
        Units.HOUR,
        Units.DAY,
        Units.DEGREE_CELSIUS,
        Units.DEGREE_FAHRENHEIT,
        Units.KELVIN,
        Units.PASCAL,
        Units.HECTOPASCAL,
        Units.KILOPASCAL,
        Units.MILLIBAR,
        Units.MILLIVOLT,
        Units.NEWTON_METER,
        Units.FOOT_POUND,
        Units.WATT,
        Units.WATT_HOUR,
        Units.WATT_HOUR_PER_KILOMETER,
        Units.BYTE,
        Units.BIT);
    rows(
        2,
        Units.VOLT,
        Units.BAR,
        Units.MEGAPASCAL,
        Units.INCH_OF_MERCURY,
        Units.INCH_OF_WATER,
        Units.INCH,
        Units.POUND_PER_MINUTE,
        Units.GALLON,
        Units.IMPERIAL_GALLON,
        Units.GALLON_PER_HOUR,
        Units.IMPERIAL_GALLON_PER_HOUR,
        Units.STANDARD_GRAVITY);
    rows(3, Units.RATIO);
  }

  private UnitDecimals() {}

  private static void rows(int decimals, Unit... units) {
    for (Unit unit : units) {
      ROWS.put(unit, decimals);
    }
  }

  static int of(Unit unit) {
    return ROWS.getOrDefault(unit, 1);
  }
}
