package io.obdio.core.unit;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of units: symbol, compatibility name, dimension, size in the dimension's base unit, and
 * the other spellings found in vehicle definitions. Sizes are those of the SI brochure and of NIST
 * SP 811 appendix B.
 */
public final class Units {

  private static final Map<String, Unit> EXACT = new HashMap<>();
  private static final Map<String, Optional<Unit>> FOLDED = new HashMap<>();
  private static final Set<Unit> ALL = new LinkedHashSet<>();

  // Counts and shares.
  public static final Unit COUNT = unit("", "count", Dimension.COUNT, 1, "scalar", "counts");
  public static final Unit RATIO = unit("ratio", "ratio", Dimension.RATIO, 1, "lambda", "λ");
  public static final Unit PERCENT = unit("%", "percent", Dimension.RATIO, 0.01, "pct");
  public static final Unit PER_MILLE = unit("‰", "permille", Dimension.RATIO, 1e-3);
  public static final Unit PPM = unit("ppm", "ppm", Dimension.RATIO, 1e-6, "partsPerMillion");

  // Motion.
  public static final Unit RPM =
      unit("rpm", "revolutions_per_minute", Dimension.ROTATION, 1, "1/min", "r/min", "rev/min");
  public static final Unit DEGREE_PER_SECOND =
      unit("°/s", "degree / second", Dimension.ROTATION, 1 / 6.0, "deg/s", "degreesPerSecond");
  public static final Unit RADIAN_PER_SECOND =
      unit("rad/s", "radian / second", Dimension.ROTATION, 30 / Math.PI, "radiansPerSecond");
  public static final Unit HERTZ = unit("Hz", "hertz", Dimension.FREQUENCY, 1);
  public static final Unit MILLIHERTZ = unit("mHz", "millihertz", Dimension.FREQUENCY, 1e-3);
  public static final Unit KILOHERTZ = unit("kHz", "kilohertz", Dimension.FREQUENCY, 1e3);
  public static final Unit METER_PER_SECOND =
      unit("m/s", "meter_per_second", Dimension.SPEED, 1, "mps", "metersPerSecond");
  public static final Unit KILOMETER_PER_HOUR =
      unit(
          "km/h",
          "kilometer_per_hour",
          Dimension.SPEED,
          1 / 3.6,
          "kph",
          "kmh",
          "kilometersPerHour");
  public static final Unit MILE_PER_HOUR =
      unit("mph", "mile_per_hour", Dimension.SPEED, 0.44704, "mi/h", "milesPerHour");
  public static final Unit KNOT = unit("kn", "knot", Dimension.SPEED, 1852 / 3600.0, "kt", "knots");
  public static final Unit METER_PER_SECOND_SQUARED =
      unit(
          "m/s²",
          "meter / second ** 2",
          Dimension.ACCELERATION,
          1,
          "m/s2",
          "m/s^2",
          "metersPerSecondSquared");
  public static final Unit STANDARD_GRAVITY =
      unit("gₙ", "standard_gravity", Dimension.ACCELERATION, 9.80665, "gravity", "gForce");

  // Space.
  public static final Unit METER = unit("m", "meter", Dimension.DISTANCE, 1, "meters", "metre");
  public static final Unit KILOMETER =
      unit("km", "kilometer", Dimension.DISTANCE, 1e3, "kilometers", "kilometre");
  public static final Unit CENTIMETER =
      unit("cm", "centimeter", Dimension.DISTANCE, 1e-2, "centimeters");
  public static final Unit MILLIMETER =
      unit("mm", "millimeter", Dimension.DISTANCE, 1e-3, "millimeters");
  public static final Unit MICROMETER =
      unit("µm", "micrometer", Dimension.DISTANCE, 1e-6, "um", "micrometers");
  public static final Unit MILE = unit("mi", "mile", Dimension.DISTANCE, 1609.344, "miles");
  public static final Unit YARD = unit("yd", "yard", Dimension.DISTANCE, 0.9144, "yards");
  public static final Unit FOOT = unit("ft", "foot", Dimension.DISTANCE, 0.3048, "feet");
  public static final Unit INCH = unit("in", "inch", Dimension.DISTANCE, 0.0254, "inches");
  public static final Unit SQUARE_MILLIMETER =
      unit("mm²", "millimeter ** 2", Dimension.AREA, 1e-6, "mm2", "mm^2");
  public static final Unit LITER =
      unit("L", "liter", Dimension.VOLUME, 1, "liters", "litre", "litres");
  public static final Unit MILLILITER =
      unit("mL", "milliliter", Dimension.VOLUME, 1e-3, "milliliters", "cc", "cm3");
  public static final Unit CUBIC_METER = unit("m³", "meter ** 3", Dimension.VOLUME, 1e3, "m3");
  public static final Unit GALLON =
      unit("gal", "gallon", Dimension.VOLUME, 3.785411784, "gallons", "US gal");
  public static final Unit IMPERIAL_GALLON =
      unit("imp gal", "imperial_gallon", Dimension.VOLUME, 4.54609, "UK gal");
  public static final Unit DEGREE = unit("°", "degree", Dimension.ANGLE, 1, "deg", "degrees");
  public static final Unit RADIAN =
      unit("rad", "radian", Dimension.ANGLE, 180 / Math.PI, "radians");

  // Time.
  public static final Unit SECOND = unit("s", "second", Dimension.TIME, 1, "sec", "seconds");
  public static final Unit MILLISECOND =
      unit("ms", "millisecond", Dimension.TIME, 1e-3, "msec", "milliseconds");
  public static final Unit MICROSECOND =
      unit("µs", "microsecond", Dimension.TIME, 1e-6, "us", "microseconds");
  public static final Unit MINUTE = unit("min", "minute", Dimension.TIME, 60, "minutes");
  public static final Unit HOUR = unit("h", "hour", Dimension.TIME, 3600, "hr", "hours");
  public static final Unit DAY = unit("d", "day", Dimension.TIME, 86400, "days");

  // Heat and pressure.
  public static final Unit DEGREE_CELSIUS =
      unit("°C", "degree_Celsius", Dimension.TEMPERATURE, 1, "degC", "celsius", "C");
  public static final Unit DEGREE_FAHRENHEIT =
      scale("°F", "degree_Fahrenheit", 5 / 9.0, -160 / 9.0, "degF", "fahrenheit", "F");
  public static final Unit KELVIN = scale("K", "kelvin", 1, -273.15, "kelvins");
  public static final Unit PASCAL = unit("Pa", "pascal", Dimension.PRESSURE, 1, "pascals");
  public static final Unit HECTOPASCAL =
      unit("hPa", "hectopascal", Dimension.PRESSURE, 100, "hectopascals");
  public static final Unit KILOPASCAL =
      unit("kPa", "kilopascal", Dimension.PRESSURE, 1e3, "kilopascals");
  public static final Unit MEGAPASCAL =
      unit("MPa", "megapascal", Dimension.PRESSURE, 1e6, "megapascals");
  public static final Unit BAR = unit("bar", "bar", Dimension.PRESSURE, 1e5, "bars");
  public static final Unit MILLIBAR =
      unit("mbar", "millibar", Dimension.PRESSURE, 100, "millibars");
  public static final Unit PSI =
      unit("psi", "pound_force_per_square_inch", Dimension.PRESSURE, 6894.757293168361, "lbf/in2");
  public static final Unit INCH_OF_MERCURY =
      unit("inHg", "inch_Hg", Dimension.PRESSURE, 3386.389, "in Hg");
  public static final Unit MILLIMETER_OF_MERCURY =
      unit("mmHg", "millimeter_Hg", Dimension.PRESSURE, 133.322387415);
  public static final Unit INCH_OF_WATER =
      unit("inH2O", "inch_H2O", Dimension.PRESSURE, 249.08891, "in H2O");
  public static final Unit ATMOSPHERE =
      unit("atm", "standard_atmosphere", Dimension.PRESSURE, 101325);
  public static final Unit PASCAL_PER_SECOND =
      unit("Pa/s", "pascal / second", Dimension.PRESSURE_RATE, 1);

  // Electricity.
  public static final Unit VOLT = unit("V", "volt", Dimension.VOLTAGE, 1, "volts");
  public static final Unit MILLIVOLT =
      unit("mV", "millivolt", Dimension.VOLTAGE, 1e-3, "millivolts");
  public static final Unit KILOVOLT = unit("kV", "kilovolt", Dimension.VOLTAGE, 1e3, "kilovolts");
  public static final Unit MILLIVOLT_PER_SECOND =
      unit("mV/s", "millivolt / second", Dimension.VOLTAGE_RATE, 1e-3);
  public static final Unit MILLIVOLT_PER_MILLISECOND =
      unit("mV/ms", "millivolt / millisecond", Dimension.VOLTAGE_RATE, 1);
  public static final Unit AMPERE =
      unit("A", "ampere", Dimension.CURRENT, 1, "amp", "amps", "amperes");
  public static final Unit MILLIAMPERE =
      unit("mA", "milliampere", Dimension.CURRENT, 1e-3, "milliamps");
  public static final Unit MICROAMPERE =
      unit("µA", "microampere", Dimension.CURRENT, 1e-6, "uA", "microamps");
  public static final Unit KILOAMPERE =
      unit("kA", "kiloampere", Dimension.CURRENT, 1e3, "kiloamps");
  public static final Unit AMPERE_HOUR =
      unit("Ah", "ampere_hour", Dimension.CHARGE, 1, "ampereHours", "ampHours");
  public static final Unit MILLIAMPERE_HOUR =
      unit("mAh", "milliampere_hour", Dimension.CHARGE, 1e-3, "milliampereHours");
  public static final Unit COULOMB = unit("C", "coulomb", Dimension.CHARGE, 1 / 3600.0, "coulombs");
  public static final Unit OHM = unit("Ω", "ohm", Dimension.RESISTANCE, 1, "ohms");
  public static final Unit MICROOHM =
      unit("µΩ", "microohm", Dimension.RESISTANCE, 1e-6, "microohms");
  public static final Unit MEGAOHM = unit("MΩ", "megaohm", Dimension.RESISTANCE, 1e6, "megaohms");
  public static final Unit MILLIOHM =
      unit("mΩ", "milliohm", Dimension.RESISTANCE, 1e-3, "milliohms");
  public static final Unit KILOOHM =
      unit("kΩ", "kiloohm", Dimension.RESISTANCE, 1e3, "kOhm", "kiloohms");

  // Mass and flow.
  public static final Unit GRAM = unit("g", "gram", Dimension.MASS, 1, "grams");
  public static final Unit MILLIGRAM = unit("mg", "milligram", Dimension.MASS, 1e-3, "milligrams");
  public static final Unit KILOGRAM = unit("kg", "kilogram", Dimension.MASS, 1e3, "kilograms");
  public static final Unit POUND = unit("lb", "pound", Dimension.MASS, 453.59237, "lbs", "pounds");
  public static final Unit GRAM_PER_SECOND =
      unit("g/s", "gps", Dimension.MASS_FLOW, 1, "gramsPerSecond", "grams_per_second");
  public static final Unit KILOGRAM_PER_HOUR =
      unit("kg/h", "kilogram / hour", Dimension.MASS_FLOW, 1 / 3.6, "kilogramsPerHour");
  public static final Unit POUND_PER_MINUTE =
      unit("lb/min", "pound / minute", Dimension.MASS_FLOW, 453.59237 / 60, "lbs/min");
  public static final Unit POUND_PER_HOUR =
      unit("lb/h", "pound / hour", Dimension.MASS_FLOW, 453.59237 / 3600, "lbs/h");
  public static final Unit LITER_PER_HOUR =
      unit("L/h", "lph", Dimension.VOLUME_FLOW, 1, "litersPerHour", "liters_per_hour");
  public static final Unit LITER_PER_MINUTE =
      unit("L/min", "liter / minute", Dimension.VOLUME_FLOW, 60, "lpm", "litersPerMinute");
  public static final Unit GALLON_PER_HOUR =
      unit("gal/h", "gallon / hour", Dimension.VOLUME_FLOW, 3.785411784, "gph", "gallonsPerHour");
  public static final Unit IMPERIAL_GALLON_PER_HOUR =
      unit("imp gal/h", "imperial_gallon / hour", Dimension.VOLUME_FLOW, 4.54609, "UK gal/h");
  public static final Unit MILLIGRAM_PER_STROKE =
      unit(
          "mg/stroke",
          "milligram / stroke",
          Dimension.MASS_PER_STROKE,
          1,
          "mg/str",
          "milligramsPerStroke");
  public static final Unit MILLIGRAM_PER_CUBIC_METER =
      unit("mg/m³", "milligram / meter ** 3", Dimension.CONCENTRATION, 1, "mg/m3");

  public static final Unit GRAM_PER_LITER =
      unit("g/L", "gram / liter", Dimension.CONCENTRATION, 1e6, "gramsPerLiter");

  // Work.
  public static final Unit NEWTON_METER =
      unit("Nm", "newton * meter", Dimension.TORQUE, 1, "N·m", "N*m", "newtonMeters");
  public static final Unit FOOT_POUND =
      unit(
          "lbf·ft",
          "foot * force_pound",
          Dimension.TORQUE,
          1.3558179483314003,
          "lb-ft",
          "ft-lb",
          "ft-lbs",
          "poundFoot");
  public static final Unit NEWTON = unit("N", "newton", Dimension.FORCE, 1, "newtons");
  public static final Unit KILONEWTON =
      unit("kN", "kilonewton", Dimension.FORCE, 1e3, "kilonewtons");
  public static final Unit WATT = unit("W", "watt", Dimension.POWER, 1, "watts");
  public static final Unit KILOWATT = unit("kW", "kilowatt", Dimension.POWER, 1e3, "kilowatts");
  public static final Unit HORSEPOWER =
      unit("hp", "horsepower", Dimension.POWER, 745.6998715822702, "bhp");
  public static final Unit METRIC_HORSEPOWER =
      unit("PS", "metric_horsepower", Dimension.POWER, 735.49875, "cv");
  public static final Unit JOULE = unit("J", "joule", Dimension.ENERGY, 1 / 3600.0, "joules");
  public static final Unit KILOJOULE =
      unit("kJ", "kilojoule", Dimension.ENERGY, 1 / 3.6, "kilojoules");
  public static final Unit WATT_HOUR = unit("Wh", "watt_hour", Dimension.ENERGY, 1, "wattHours");
  public static final Unit KILOWATT_HOUR =
      unit("kWh", "kilowatt_hour", Dimension.ENERGY, 1e3, "kilowattHours");

  // Economy.
  public static final Unit KILOMETER_PER_LITER =
      unit("km/L", "kilometer / liter", Dimension.FUEL_ECONOMY, 1, "kpl", "kilometersPerLiter");
  public static final Unit MILE_PER_GALLON =
      unit(
          "mpg",
          "mile / gallon",
          Dimension.FUEL_ECONOMY,
          1.609344 / 3.785411784,
          "mi/gal",
          "milesPerGallon");
  public static final Unit MILE_PER_IMPERIAL_GALLON =
      unit(
          "imp mpg",
          "mile / imperial_gallon",
          Dimension.FUEL_ECONOMY,
          1.609344 / 4.54609,
          "UK mpg",
          "mi/imp gal");
  public static final Unit LITER_PER_100_KILOMETERS =
      unit("L/100km", "liter / 100 kilometer", Dimension.FUEL_CONSUMPTION, 1, "l/100 km");
  public static final Unit WATT_HOUR_PER_KILOMETER =
      unit("Wh/km", "watt_hour / kilometer", Dimension.ENERGY_CONSUMPTION, 1);
  public static final Unit KILOWATT_HOUR_PER_100_KILOMETERS =
      unit(
          "kWh/100km",
          "kilowatt_hour / 100 kilometer",
          Dimension.ENERGY_CONSUMPTION,
          10,
          "kilowattHoursPer100Kilometers");
  public static final Unit KILOMETER_PER_KILOWATT_HOUR =
      unit(
          "km/kWh",
          "kilometer / kilowatt_hour",
          Dimension.ENERGY_ECONOMY,
          1,
          "kilometersPerKilowattHour");
  public static final Unit MILE_PER_KILOWATT_HOUR =
      unit(
          "mi/kWh",
          "mile / kilowatt_hour",
          Dimension.ENERGY_ECONOMY,
          1.609344,
          "milesPerKilowattHour");

  // Others.
  public static final Unit LUX = unit("lx", "lux", Dimension.ILLUMINANCE, 1);
  public static final Unit BYTE = unit("B", "byte", Dimension.DATA, 1, "bytes");
  public static final Unit BIT = unit("bit", "bit", Dimension.DATA, 0.125, "bits");

  private Units() {}

  /** Returns all units of the table, in its order. */
  public static List<Unit> all() {
    return List.copyOf(ALL);
  }

  static Optional<Unit> find(String name) {
    String trimmed = name.strip();
    Unit exact = EXACT.get(trimmed);
    return exact != null
        ? Optional.of(exact)
        : FOLDED.getOrDefault(fold(trimmed), Optional.empty());
  }

  private static Unit unit(
      String symbol, String name, Dimension dimension, double factor, String... aliases) {
    return register(new Unit(symbol, name, dimension, factor, 0), aliases);
  }

  /** Adds a temperature scale whose zero point is not that of the Celsius scale. */
  private static Unit scale(
      String symbol, String name, double factor, double offset, String... aliases) {
    return register(new Unit(symbol, name, Dimension.TEMPERATURE, factor, offset), aliases);
  }

  private static Unit register(Unit unit, String... aliases) {
    ALL.add(unit);
    spell(unit.symbol(), unit);
    spell(unit.name(), unit);
    for (String alias : aliases) {
      spell(alias, unit);
    }
    return unit;
  }

  /** Adds a spelling: the first unit keeps it, and one that is ambiguous in case must be exact. */
  private static void spell(String spelling, Unit unit) {
    if (spelling.isEmpty()) {
      return;
    }
    EXACT.putIfAbsent(spelling, unit);
    FOLDED.merge(
        fold(spelling), Optional.of(unit), (old, now) -> old.equals(now) ? old : Optional.empty());
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT).replace('μ', 'µ');
  }
}
