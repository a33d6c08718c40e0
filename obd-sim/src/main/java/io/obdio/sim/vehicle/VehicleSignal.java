package io.obdio.sim.vehicle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The signals of the simulated vehicle, one row per signal. */
public enum VehicleSignal {
  /** Engine speed. */
  RPM("Engine speed", "1/min", 0, 16383.75),
  /** Vehicle speed. */
  SPEED("Vehicle speed", "km/h", 0, 255),
  /** Engaged gear; 0 is neutral, -1 reverse. */
  GEAR("Engaged gear; 0 is neutral, -1 reverse", "", -1, 10),
  /** Accelerator pedal position. */
  ACCELERATOR("Accelerator pedal position", "%", 0, 100),
  /** Absolute throttle position. */
  THROTTLE("Absolute throttle position", "%", 0, 100),
  /** Calculated engine load. */
  LOAD("Calculated engine load", "%", 0, 100),
  /** Absolute load: air mass per stroke relative to a full stroke. */
  ABSOLUTE_LOAD("Absolute load: air mass per stroke relative to a full stroke", "%", 0, 25700),
  /** Engine coolant temperature. */
  COOLANT_TEMPERATURE("Engine coolant temperature", "degC", -40, 215),
  /** Engine oil temperature. */
  OIL_TEMPERATURE("Engine oil temperature", "degC", -40, 215),
  /** Intake air temperature. */
  INTAKE_TEMPERATURE("Intake air temperature", "degC", -40, 215),
  /** Ambient air temperature. */
  AMBIENT_TEMPERATURE("Ambient air temperature", "degC", -40, 215),
  /** Absolute pressure in the intake manifold. */
  INTAKE_PRESSURE("Absolute pressure in the intake manifold", "kPa", 0, 255),
  /** Barometric pressure. */
  BAROMETRIC_PRESSURE("Barometric pressure", "kPa", 0, 255),
  /** Mass air flow. */
  MAF("Mass air flow", "g/s", 0, 655.35),
  /** Ignition timing of cylinder 1 before top dead centre. */
  TIMING_ADVANCE("Ignition timing of cylinder 1 before top dead centre", "deg", -64, 63.5),
  /** Short term fuel trim of bank 1. */
  SHORT_FUEL_TRIM("Short term fuel trim of bank 1", "%", -100, 99.2),
  /** Long term fuel trim of bank 1. */
  LONG_FUEL_TRIM("Long term fuel trim of bank 1", "%", -100, 99.2),
  /** Gauge pressure of the fuel. */
  FUEL_PRESSURE("Gauge pressure of the fuel", "kPa", 0, 765),
  /** Pressure in the fuel rail. */
  FUEL_RAIL_PRESSURE("Pressure in the fuel rail", "kPa", 0, 655350),
  /** Fuel level in the tank. */
  FUEL_LEVEL("Fuel level in the tank", "%", 0, 100),
  /** Fuel consumption. */
  FUEL_RATE("Fuel consumption", "L/h", 0, 3276.75),
  /** Ethanol in the fuel. */
  ETHANOL("Ethanol in the fuel", "%", 0, 100),
  /** Commanded air-fuel equivalence ratio. */
  LAMBDA("Commanded air-fuel equivalence ratio", "", 0, 1.999),
  /** Narrow-band oxygen sensor before the catalyst. */
  O2_B1S1("Narrow-band oxygen sensor before the catalyst", "V", 0, 1.275),
  /** Narrow-band oxygen sensor after the catalyst. */
  O2_B1S2("Narrow-band oxygen sensor after the catalyst", "V", 0, 1.275),
  /** Commanded exhaust gas recirculation. */
  COMMANDED_EGR("Commanded exhaust gas recirculation", "%", 0, 100),
  /** Deviation of the exhaust gas recirculation from its command. */
  EGR_ERROR("Deviation of the exhaust gas recirculation from its command", "%", -100, 99.2),
  /** Commanded evaporative purge. */
  EVAP_PURGE("Commanded evaporative purge", "%", 0, 100),
  /** Vapour pressure of the evaporative system relative to ambient. */
  EVAP_PRESSURE(
      "Vapour pressure of the evaporative system relative to ambient", "Pa", -8192, 8191.75),
  /** Catalyst temperature of bank 1, sensor 1. */
  CATALYST_TEMPERATURE("Catalyst temperature of bank 1, sensor 1", "degC", -40, 6513.5),
  /** Supply voltage of the control modules. */
  VOLTAGE("Supply voltage of the control modules", "V", 0, 65.535),
  /** Torque demanded by the driver, relative to the reference torque. */
  DEMANDED_TORQUE(
      "Torque demanded by the driver, relative to the reference torque", "%", -125, 130),
  /** Torque of the engine, relative to the reference torque. */
  ACTUAL_TORQUE("Torque of the engine, relative to the reference torque", "%", -125, 130),
  /** Reference torque of the engine. */
  REFERENCE_TORQUE("Reference torque of the engine", "Nm", 0, 65535),
  /** Odometer. */
  ODOMETER("Odometer", "km", 0, 429496729.5),
  /** Distance since the start of the simulation. */
  TRIP("Distance since the start of the simulation", "km", 0, 429496729.5),
  /** Time since the engine start. */
  RUN_TIME("Time since the engine start", "s", 0, 4294967295.0),
  /** Transmission oil temperature. */
  TRANSMISSION_TEMPERATURE("Transmission oil temperature", "degC", -40, 215),
  /** Speed of the transmission's input shaft. */
  TURBINE_SPEED("Speed of the transmission's input shaft", "1/min", 0, 16383.75),
  /** Brake pressure. */
  BRAKE_PRESSURE("Brake pressure", "kPa", 0, 25500),
  /** Wheel speed, front left. */
  WHEEL_SPEED_FL("Wheel speed, front left", "km/h", 0, 655.35),
  /** Wheel speed, front right. */
  WHEEL_SPEED_FR("Wheel speed, front right", "km/h", 0, 655.35),
  /** Wheel speed, rear left. */
  WHEEL_SPEED_RL("Wheel speed, rear left", "km/h", 0, 655.35),
  /** Wheel speed, rear right. */
  WHEEL_SPEED_RR("Wheel speed, rear right", "km/h", 0, 655.35),
  /** State of charge of the traction battery. */
  BATTERY_CHARGE("State of charge of the traction battery", "%", 0, 100),
  /** State of health of the traction battery. */
  BATTERY_HEALTH("State of health of the traction battery", "%", 0, 100),
  /** Voltage of the traction battery. */
  BATTERY_VOLTAGE("Voltage of the traction battery", "V", 0, 6553.5),
  /** Current out of the traction battery; negative while charging. */
  BATTERY_CURRENT(
      "Current out of the traction battery; negative while charging", "A", -3276.8, 3276.7),
  /** Mean temperature of the traction battery. */
  BATTERY_TEMPERATURE("Mean temperature of the traction battery", "degC", -40, 215);

  private final String key;
  private final String description;
  private final String unit;
  private final double min;
  private final double max;

  VehicleSignal(String description, String unit, double min, double max) {
    this.key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.description = description;
    this.unit = unit;
    this.min = min;
    this.max = max;
  }

  /** Returns the name in scenario files, such as {@code coolant-temperature}. */
  public String key() {
    return key;
  }

  /** Returns a phrase such as "Engine coolant temperature". */
  public String description() {
    return description;
  }

  /** Returns the unit's symbol; "" if it has none. */
  public String unit() {
    return unit;
  }

  /** Returns the least value that a bus can carry. */
  public double min() {
    return min;
  }

  /** Returns the greatest value that a bus can carry. */
  public double max() {
    return max;
  }

  /** Returns the value limited to the range; {@link #min()} for NaN. */
  public double clamp(double value) {
    return value >= min ? Math.min(value, max) : min;
  }

  /** Returns the signal with the given name in scenario files. */
  public static Optional<VehicleSignal> ofKey(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }
}
