package io.obdio.sim.vehicle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be measured in the simulated car: one row a signal. */
public enum VehicleSignal {
  /** Engine speed. */
  RPM("1/min", 0, 16383.75),
  /** Vehicle speed. */
  SPEED("km/h", 0, 255),
  /** Gear engaged; 0 is neutral, -1 reverse. */
  GEAR("", -1, 10),
  /** Accelerator pedal. */
  ACCELERATOR("%", 0, 100),
  /** Absolute throttle position. */
  THROTTLE("%", 0, 100),
  /** Calculated engine load. */
  LOAD("%", 0, 100),
  /** Absolute load: air mass a stroke by that of a full stroke. */
  ABSOLUTE_LOAD("%", 0, 25700),
  /** Engine coolant. */
  COOLANT_TEMPERATURE("degC", -40, 215),
  /** Engine oil. */
  OIL_TEMPERATURE("degC", -40, 215),
  /** Air in the intake manifold. */
  INTAKE_TEMPERATURE("degC", -40, 215),
  /** Air around the car. */
  AMBIENT_TEMPERATURE("degC", -40, 215),
  /** Absolute pressure in the intake manifold. */
  INTAKE_PRESSURE("kPa", 0, 255),
  /** Pressure of the air around the car. */
  BAROMETRIC_PRESSURE("kPa", 0, 255),
  /** Mass air flow. */
  MAF("g/s", 0, 655.35),
  /** Ignition timing of cylinder 1 before top dead centre. */
  TIMING_ADVANCE("deg", -64, 63.5),
  /** Short term fuel trim of bank 1. */
  SHORT_FUEL_TRIM("%", -100, 99.2),
  /** Long term fuel trim of bank 1. */
  LONG_FUEL_TRIM("%", -100, 99.2),
  /** Gauge pressure of the fuel. */
  FUEL_PRESSURE("kPa", 0, 765),
  /** Pressure in the fuel rail. */
  FUEL_RAIL_PRESSURE("kPa", 0, 655350),
  /** Fuel in the tank. */
  FUEL_LEVEL("%", 0, 100),
  /** Fuel burnt. */
  FUEL_RATE("L/h", 0, 3276.75),
  /** Ethanol in the fuel. */
  ETHANOL("%", 0, 100),
  /** Commanded air to fuel equivalence ratio. */
  LAMBDA("", 0, 1.999),
  /** Narrow band oxygen sensor before the catalyst. */
  O2_B1S1("V", 0, 1.275),
  /** Narrow band oxygen sensor behind the catalyst. */
  O2_B1S2("V", 0, 1.275),
  /** Commanded exhaust gas recirculation. */
  COMMANDED_EGR("%", 0, 100),
  /** Its deviation from what was commanded. */
  EGR_ERROR("%", -100, 99.2),
  /** Commanded evaporative purge. */
  EVAP_PURGE("%", 0, 100),
  /** Pressure in the evaporative system, against the air around it. */
  EVAP_PRESSURE("Pa", -8192, 8191.75),
  /** Catalyst of bank 1, first sensor. */
  CATALYST_TEMPERATURE("degC", -40, 6513.5),
  /** Supply voltage of the control modules. */
  VOLTAGE("V", 0, 65.535),
  /** Torque the driver asks for, of {@link #REFERENCE_TORQUE}. */
  DEMANDED_TORQUE("%", -125, 130),
  /** Torque the engine gives, of {@link #REFERENCE_TORQUE}. */
  ACTUAL_TORQUE("%", -125, 130),
  /** The engine's reference torque. */
  REFERENCE_TORQUE("Nm", 0, 65535),
  /** Distance the car ever drove. */
  ODOMETER("km", 0, 429496729.5),
  /** Distance since the simulation began. */
  TRIP("km", 0, 429496729.5),
  /** Time since the engine started. */
  RUN_TIME("s", 0, 4294967295.0),
  /** Transmission oil. */
  TRANSMISSION_TEMPERATURE("degC", -40, 215),
  /** Speed of the transmission's input shaft. */
  TURBINE_SPEED("1/min", 0, 16383.75),
  /** Brake pressure. */
  BRAKE_PRESSURE("kPa", 0, 25500),
  /** Wheel speed, front left. */
  WHEEL_SPEED_FL("km/h", 0, 655.35),
  /** Wheel speed, front right. */
  WHEEL_SPEED_FR("km/h", 0, 655.35),
  /** Wheel speed, rear left. */
  WHEEL_SPEED_RL("km/h", 0, 655.35),
  /** Wheel speed, rear right. */
  WHEEL_SPEED_RR("km/h", 0, 655.35),
  /** Charge of the traction battery. */
  BATTERY_CHARGE("%", 0, 100),
  /** Health of the traction battery. */
  BATTERY_HEALTH("%", 0, 100),
  /** Voltage of the traction battery. */
  BATTERY_VOLTAGE("V", 0, 6553.5),
  /** Current out of the traction battery; negative while it is charged. */
  BATTERY_CURRENT("A", -3276.8, 3276.7),
  /** Mean temperature of the traction battery. */
  BATTERY_TEMPERATURE("degC", -40, 215);

  private final String key;
  private final String unit;
  private final double min;
  private final double max;

  VehicleSignal(String unit, double min, double max) {
    this.key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.unit = unit;
    this.min = min;
    this.max = max;
  }

  /** The name in scenario files, such as {@code coolant-temperature}. */
  public String key() {
    return key;
  }

  /** The unit's symbol; "" if it has none. */
  public String unit() {
    return unit;
  }

  /** The least value that can be told on a bus. */
  public double min() {
    return min;
  }

  /** The greatest value that can be told on a bus. */
  public double max() {
    return max;
  }

  /** {@code value} held within the range; not a number gives {@link #min()}. */
  public double clamp(double value) {
    return value >= min ? Math.min(value, max) : min;
  }

  /** The signal of that name in scenario files. */
  public static Optional<VehicleSignal> ofKey(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }
}
