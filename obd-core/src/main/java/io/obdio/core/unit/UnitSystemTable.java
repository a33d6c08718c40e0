package io.obdio.core.unit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The counterparts of units: one row per unit, with the unit that replaces it in the metric, the US
 * and the British system. A unit without a row is not replaced. In the British system temperatures
 * remain in degrees Celsius, and fuel is in imperial gallons.
 */
final class UnitSystemTable {

  /**
   * A row.
   *
   * @param unit the unit of a value
   * @param metric its counterpart in the metric system
   * @param us its counterpart in the system of the United States
   * @param uk its counterpart in the system of the United Kingdom
   */
  record Row(Unit unit, Unit metric, Unit us, Unit uk) {}

  static final List<Row> ROWS = new ArrayList<>();

  static {
    // Motion and space.
    metric(Units.KILOMETER_PER_HOUR, Units.MILE_PER_HOUR, Units.MILE_PER_HOUR);
    other(Units.MILE_PER_HOUR, Units.KILOMETER_PER_HOUR);
    metric(Units.KILOMETER, Units.MILE, Units.MILE);
    other(Units.MILE, Units.KILOMETER);
    metric(Units.METER, Units.FOOT, Units.FOOT);
    other(Units.FOOT, Units.METER);
    other(Units.YARD, Units.METER);
    metric(Units.CENTIMETER, Units.INCH, Units.INCH);
    metric(Units.MILLIMETER, Units.INCH, Units.INCH);
    other(Units.INCH, Units.MILLIMETER);

    // Fuel.
    metric(Units.LITER, Units.GALLON, Units.IMPERIAL_GALLON);
    row(Units.GALLON, Units.LITER, Units.GALLON, Units.IMPERIAL_GALLON);
    row(Units.IMPERIAL_GALLON, Units.LITER, Units.GALLON, Units.IMPERIAL_GALLON);
    metric(Units.LITER_PER_HOUR, Units.GALLON_PER_HOUR, Units.IMPERIAL_GALLON_PER_HOUR);
    row(
        Units.GALLON_PER_HOUR,
        Units.LITER_PER_HOUR,
        Units.GALLON_PER_HOUR,
        Units.IMPERIAL_GALLON_PER_HOUR);
    row(
        Units.IMPERIAL_GALLON_PER_HOUR,
        Units.LITER_PER_HOUR,
        Units.GALLON_PER_HOUR,
        Units.IMPERIAL_GALLON_PER_HOUR);
    metric(Units.LITER_PER_100_KILOMETERS, Units.MILE_PER_GALLON, Units.MILE_PER_IMPERIAL_GALLON);
    metric(Units.KILOMETER_PER_LITER, Units.MILE_PER_GALLON, Units.MILE_PER_IMPERIAL_GALLON);
    row(
        Units.MILE_PER_GALLON,
        Units.LITER_PER_100_KILOMETERS,
        Units.MILE_PER_GALLON,
        Units.MILE_PER_IMPERIAL_GALLON);
    row(
        Units.MILE_PER_IMPERIAL_GALLON,
        Units.LITER_PER_100_KILOMETERS,
        Units.MILE_PER_GALLON,
        Units.MILE_PER_IMPERIAL_GALLON);
    energy(Units.WATT_HOUR_PER_KILOMETER);
    energy(Units.KILOWATT_HOUR_PER_100_KILOMETERS);
    energy(Units.KILOMETER_PER_KILOWATT_HOUR);
    other(Units.MILE_PER_KILOWATT_HOUR, Units.KILOWATT_HOUR_PER_100_KILOMETERS);

    // Heat and pressure.
    metric(Units.DEGREE_CELSIUS, Units.DEGREE_FAHRENHEIT, Units.DEGREE_CELSIUS);
    row(
        Units.DEGREE_FAHRENHEIT,
        Units.DEGREE_CELSIUS,
        Units.DEGREE_FAHRENHEIT,
        Units.DEGREE_CELSIUS);
    row(Units.KELVIN, Units.DEGREE_CELSIUS, Units.DEGREE_FAHRENHEIT, Units.DEGREE_CELSIUS);
    metric(Units.KILOPASCAL, Units.PSI, Units.PSI);
    metric(Units.MEGAPASCAL, Units.PSI, Units.PSI);
    metric(Units.BAR, Units.PSI, Units.PSI);
    other(Units.PSI, Units.KILOPASCAL);
    metric(Units.PASCAL, Units.INCH_OF_WATER, Units.PASCAL);
    row(Units.INCH_OF_WATER, Units.PASCAL, Units.INCH_OF_WATER, Units.PASCAL);
    metric(Units.HECTOPASCAL, Units.INCH_OF_MERCURY, Units.HECTOPASCAL);
    metric(Units.MILLIBAR, Units.INCH_OF_MERCURY, Units.MILLIBAR);
    row(Units.INCH_OF_MERCURY, Units.KILOPASCAL, Units.INCH_OF_MERCURY, Units.MILLIBAR);
    row(Units.MILLIMETER_OF_MERCURY, Units.KILOPASCAL, Units.INCH_OF_MERCURY, Units.MILLIBAR);

    // Mass, flow and work.
    metric(Units.KILOGRAM, Units.POUND, Units.POUND);
    other(Units.POUND, Units.KILOGRAM);
    metric(Units.GRAM_PER_SECOND, Units.POUND_PER_MINUTE, Units.POUND_PER_MINUTE);
    other(Units.POUND_PER_MINUTE, Units.GRAM_PER_SECOND);
    metric(Units.KILOGRAM_PER_HOUR, Units.POUND_PER_HOUR, Units.POUND_PER_HOUR);
    other(Units.POUND_PER_HOUR, Units.KILOGRAM_PER_HOUR);
    metric(Units.NEWTON_METER, Units.FOOT_POUND, Units.FOOT_POUND);
    other(Units.FOOT_POUND, Units.NEWTON_METER);
    metric(Units.KILOWATT, Units.HORSEPOWER, Units.HORSEPOWER);
    other(Units.HORSEPOWER, Units.KILOWATT);
    metric(Units.METRIC_HORSEPOWER, Units.HORSEPOWER, Units.HORSEPOWER);
  }

  private UnitSystemTable() {}

  /** The column of a row that belongs to a system. */
  interface Column {
    Unit of(Row row);
  }

  /** Returns the replacements of one column; units that remain are omitted. */
  static Map<Unit, Unit> column(Column column) {
    Map<Unit, Unit> replacements = new LinkedHashMap<>();
    for (Row row : ROWS) {
      if (!column.of(row).equals(row.unit)) {
        replacements.put(row.unit, column.of(row));
      }
    }
    return replacements;
  }

  private static void row(Unit unit, Unit metric, Unit us, Unit uk) {
    ROWS.add(new Row(unit, metric, us, uk));
  }

  /** Adds a unit of the metric system. */
  private static void metric(Unit unit, Unit us, Unit uk) {
    row(unit, unit, us, uk);
  }

  /** Adds a unit that both imperial systems have. */
  private static void other(Unit unit, Unit metric) {
    row(unit, metric, unit, unit);
  }

  private static void energy(Unit unit) {
    metric(unit, Units.MILE_PER_KILOWATT_HOUR, Units.MILE_PER_KILOWATT_HOUR);
  }
}
