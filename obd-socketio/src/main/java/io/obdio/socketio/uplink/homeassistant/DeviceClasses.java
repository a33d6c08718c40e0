package io.obdio.socketio.uplink.homeassistant;

import static io.obdio.socketio.uplink.homeassistant.DeviceClass.CURRENT;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.DATA_SIZE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.DISTANCE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.DURATION;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.ENERGY_STORAGE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.FREQUENCY;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.ILLUMINANCE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.NONE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.POWER;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.PRESSURE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.SPEED;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.TEMPERATURE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.VOLTAGE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.VOLUME_FLOW_RATE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.VOLUME_STORAGE;
import static io.obdio.socketio.uplink.homeassistant.DeviceClass.WEIGHT;

import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The device class of sensors by unit. Home Assistant refuses a device class with a unit that is
 * not in its list for the class, and an unknown class: a unit has a class here only if Home
 * Assistant 2024.11, the first version with discovery by device, and all later ones accept both.
 * The symbols of {@link Units} are those of Home Assistant.
 *
 * @see <a href="https://www.home-assistant.io/integrations/sensor/#device-class">device classes</a>
 */
final class DeviceClasses {

  private static final Map<Unit, DeviceClass> ROWS = new HashMap<>();

  static {
    row(Units.COUNT, NONE);
    row(Units.RATIO, NONE);
    row(Units.PERCENT, NONE);
    row(Units.PER_MILLE, NONE);
    row(Units.PPM, NONE);
    row(Units.RPM, NONE);
    row(Units.DEGREE_PER_SECOND, NONE);
    row(Units.RADIAN_PER_SECOND, NONE);
    row(Units.HERTZ, FREQUENCY);
    row(Units.MILLIHERTZ, NONE);
    row(Units.KILOHERTZ, FREQUENCY);
    row(Units.METER_PER_SECOND, SPEED);
    row(Units.KILOMETER_PER_HOUR, SPEED);
    row(Units.MILE_PER_HOUR, SPEED);
    row(Units.KNOT, SPEED);
    row(Units.METER_PER_SECOND_SQUARED, NONE);
    row(Units.STANDARD_GRAVITY, NONE);
    row(Units.METER, DISTANCE);
    row(Units.KILOMETER, DISTANCE);
    row(Units.CENTIMETER, DISTANCE);
    row(Units.MILLIMETER, DISTANCE);
    row(Units.MICROMETER, NONE);
    row(Units.MILE, DISTANCE);
    row(Units.YARD, DISTANCE);
    row(Units.FOOT, DISTANCE);
    row(Units.INCH, DISTANCE);
    row(Units.SQUARE_MILLIMETER, NONE);
    row(Units.LITER, VOLUME_STORAGE);
    row(Units.MILLILITER, VOLUME_STORAGE);
    row(Units.CUBIC_METER, VOLUME_STORAGE);
    row(Units.GALLON, VOLUME_STORAGE);
    row(Units.IMPERIAL_GALLON, NONE);
    row(Units.DEGREE, NONE);
    row(Units.RADIAN, NONE);
    row(Units.SECOND, DURATION);
    row(Units.MILLISECOND, DURATION);
    row(Units.MICROSECOND, NONE);
    row(Units.MINUTE, DURATION);
    row(Units.HOUR, DURATION);
    row(Units.DAY, DURATION);
    row(Units.DEGREE_CELSIUS, TEMPERATURE);
    row(Units.DEGREE_FAHRENHEIT, TEMPERATURE);
    row(Units.KELVIN, TEMPERATURE);
    row(Units.PASCAL, PRESSURE);
    row(Units.HECTOPASCAL, PRESSURE);
    row(Units.KILOPASCAL, PRESSURE);
    row(Units.MEGAPASCAL, NONE);
    row(Units.BAR, PRESSURE);
    row(Units.MILLIBAR, PRESSURE);
    row(Units.PSI, PRESSURE);
    row(Units.INCH_OF_MERCURY, PRESSURE);
    row(Units.MILLIMETER_OF_MERCURY, PRESSURE);
    row(Units.INCH_OF_WATER, NONE);
    row(Units.ATMOSPHERE, NONE);
    row(Units.PASCAL_PER_SECOND, NONE);
    row(Units.VOLT, VOLTAGE);
    row(Units.MILLIVOLT, VOLTAGE);
    row(Units.KILOVOLT, NONE);
    row(Units.MILLIVOLT_PER_SECOND, NONE);
    row(Units.MILLIVOLT_PER_MILLISECOND, NONE);
    row(Units.AMPERE, CURRENT);
    row(Units.MILLIAMPERE, CURRENT);
    row(Units.MICROAMPERE, NONE);
    row(Units.KILOAMPERE, NONE);
    row(Units.AMPERE_HOUR, NONE);
    row(Units.MILLIAMPERE_HOUR, NONE);
    row(Units.COULOMB, NONE);
    row(Units.OHM, NONE);
    row(Units.MICROOHM, NONE);
    row(Units.MEGAOHM, NONE);
    row(Units.MILLIOHM, NONE);
    row(Units.KILOOHM, NONE);
    row(Units.GRAM, WEIGHT);
    row(Units.MILLIGRAM, WEIGHT);
    row(Units.KILOGRAM, WEIGHT);
    row(Units.POUND, WEIGHT);
    row(Units.GRAM_PER_SECOND, NONE);
    row(Units.KILOGRAM_PER_HOUR, NONE);
    row(Units.POUND_PER_MINUTE, NONE);
    row(Units.POUND_PER_HOUR, NONE);
    row(Units.LITER_PER_HOUR, NONE);
    row(Units.LITER_PER_MINUTE, VOLUME_FLOW_RATE);
    row(Units.GALLON_PER_HOUR, NONE);
    row(Units.IMPERIAL_GALLON_PER_HOUR, NONE);
    row(Units.MILLIGRAM_PER_STROKE, NONE);
    row(Units.MILLIGRAM_PER_CUBIC_METER, NONE);
    row(Units.GRAM_PER_LITER, NONE);
    row(Units.NEWTON_METER, NONE);
    row(Units.FOOT_POUND, NONE);
    row(Units.NEWTON, NONE);
    row(Units.KILONEWTON, NONE);
    row(Units.WATT, POWER);
    row(Units.KILOWATT, POWER);
    row(Units.HORSEPOWER, NONE);
    row(Units.METRIC_HORSEPOWER, NONE);
    row(Units.JOULE, NONE);
    row(Units.KILOJOULE, NONE);
    row(Units.WATT_HOUR, ENERGY_STORAGE);
    row(Units.KILOWATT_HOUR, ENERGY_STORAGE);
    row(Units.KILOMETER_PER_LITER, NONE);
    row(Units.MILE_PER_GALLON, NONE);
    row(Units.MILE_PER_IMPERIAL_GALLON, NONE);
    row(Units.LITER_PER_100_KILOMETERS, NONE);
    row(Units.WATT_HOUR_PER_KILOMETER, NONE);
    row(Units.KILOWATT_HOUR_PER_100_KILOMETERS, NONE);
    row(Units.KILOMETER_PER_KILOWATT_HOUR, NONE);
    row(Units.MILE_PER_KILOWATT_HOUR, NONE);
    row(Units.LUX, ILLUMINANCE);
    row(Units.BYTE, DATA_SIZE);
    row(Units.BIT, DATA_SIZE);
  }

  private DeviceClasses() {}

  private static void row(Unit unit, DeviceClass deviceClass) {
    ROWS.put(unit, deviceClass);
  }

  /** Returns whether the table has a row for the unit. */
  static boolean contains(Unit unit) {
    return ROWS.containsKey(unit);
  }

  /** Returns the class of a unit; {@link DeviceClass#NONE} for a unit of a definition. */
  static DeviceClass of(@Nullable Unit unit) {
    return unit == null ? NONE : ROWS.getOrDefault(unit, NONE);
  }
}
