package io.obdio.sim.vehicle;

/**
 * The formula of each signal in terms of the others, so that signals follow those that are set from
 * outside. Pure: the same drive, seed and time give the same values.
 */
public final class SignalModel {

  private static final double WARM_UP_SECONDS = 180;
  private static final double OIL_WARM_UP_SECONDS = 320;
  private static final double START_ODOMETER_KM = 48_213.7;
  private static final double START_FUEL_LITRES = 41;
  private static final double FILL_UP_AT_LITRES = 3;

  /** The values of the other signals, set from outside or computed. */
  public interface Values {
    /** Returns the value of a signal, within its range. */
    double get(VehicleSignal signal, double seconds);
  }

  private final Noise noise;

  /**
   * Creates a model.
   *
   * @param seed the seed of the small variations
   */
  public SignalModel(long seed) {
    this.noise = new Noise(seed);
  }

  /**
   * Returns the value of a signal, not yet limited to its range.
   *
   * @param s the signal
   * @param t seconds since the simulation began
   * @param drive what the vehicle does
   * @param v the values of the other signals
   */
  public double at(VehicleSignal s, double t, Motion drive, Values v) {
    return switch (s) {
      case SPEED -> drive.speed(t);
      case GEAR -> Physics.gear(v.get(VehicleSignal.SPEED, t));
      case TRIP -> drive.distance(t);
      case ODOMETER -> START_ODOMETER_KM + v.get(VehicleSignal.TRIP, t);
      case RUN_TIME -> drive.runTime(t);
      case FUEL_LEVEL -> fuelLevel(drive.fuel(t));
      case RPM -> drive.engineRuns(t) ? rpm(t, v) : 0;
      default -> drive.engineRuns(t) ? running(s, t, drive, v) : standing(s, t, drive, v);
    };
  }

  private double rpm(double t, Values v) {
    double rpm = Physics.rpm(v.get(VehicleSignal.SPEED, t), v.get(VehicleSignal.GEAR, t));
    return rpm + noise.at(0, t, 0.7) * (rpm > Physics.IDLE_RPM ? 25 : 9);
  }

  /** Returns a value while the engine is off. */
  private double standing(VehicleSignal s, double t, Motion drive, Values v) {
    return switch (s) {
      case LOAD, ABSOLUTE_LOAD, MAF, FUEL_RATE, FUEL_PRESSURE, FUEL_RAIL_PRESSURE -> 0;
      case TIMING_ADVANCE, SHORT_FUEL_TRIM, EVAP_PURGE, TURBINE_SPEED, DEMANDED_TORQUE -> 0;
      case ACTUAL_TORQUE, ACCELERATOR, O2_B1S1, O2_B1S2 -> 0;
      case INTAKE_PRESSURE -> v.get(VehicleSignal.BAROMETRIC_PRESSURE, t);
      default -> running(s, t, drive, v);
    };
  }

  private double running(VehicleSignal s, double t, Motion drive, Values v) {
    return switch (s) {
      case AMBIENT_TEMPERATURE -> 18 + noise.at(1, t, 300);
      case INTAKE_TEMPERATURE,
          COOLANT_TEMPERATURE,
          OIL_TEMPERATURE,
          TRANSMISSION_TEMPERATURE,
          CATALYST_TEMPERATURE,
          BATTERY_TEMPERATURE ->
          temperature(s, t, drive, v);
      case LOAD,
          ABSOLUTE_LOAD,
          ACCELERATOR,
          THROTTLE,
          INTAKE_PRESSURE,
          MAF,
          TIMING_ADVANCE,
          DEMANDED_TORQUE,
          ACTUAL_TORQUE,
          REFERENCE_TORQUE ->
          air(s, t, v);
      case SHORT_FUEL_TRIM,
          LONG_FUEL_TRIM,
          FUEL_PRESSURE,
          FUEL_RAIL_PRESSURE,
          FUEL_RATE,
          ETHANOL,
          LAMBDA,
          O2_B1S1,
          O2_B1S2,
          COMMANDED_EGR,
          EGR_ERROR,
          EVAP_PURGE,
          EVAP_PRESSURE ->
          fuel(s, t, v);
      case BATTERY_CHARGE, BATTERY_HEALTH, BATTERY_VOLTAGE, BATTERY_CURRENT ->
          battery(s, t, drive, v);
      default -> chassis(s, t, v);
    };
  }

  private double temperature(VehicleSignal s, double t, Motion drive, Values v) {
    double ambient = v.get(VehicleSignal.AMBIENT_TEMPERATURE, t);
    double run = v.get(VehicleSignal.RUN_TIME, t) + drive.warmth(t);
    return switch (s) {
      case INTAKE_TEMPERATURE -> ambient + 9 + 3 * noise.at(2, t, 60);
      case COOLANT_TEMPERATURE ->
          warming(ambient, 91, run, WARM_UP_SECONDS) + 1.2 * noise.at(3, t, 25);
      case OIL_TEMPERATURE -> warming(ambient, 98, run, OIL_WARM_UP_SECONDS);
      case TRANSMISSION_TEMPERATURE -> warming(ambient, 82, run, OIL_WARM_UP_SECONDS * 1.5);
      case CATALYST_TEMPERATURE ->
          warming(ambient, 420 + 3 * v.get(VehicleSignal.LOAD, t), run, WARM_UP_SECONDS / 4);
      default -> ambient + 8 + noise.at(4, t, 120);
    };
  }

  private static double warming(double from, double to, double seconds, double constant) {
    return to - (to - from) * Math.exp(-seconds / constant);
  }

  private double air(VehicleSignal s, double t, Values v) {
    return switch (s) {
      case REFERENCE_TORQUE -> Physics.REFERENCE_TORQUE_NM;
      case ACTUAL_TORQUE -> torque(t, v) / v.get(VehicleSignal.REFERENCE_TORQUE, t) * 100;
      case DEMANDED_TORQUE -> v.get(VehicleSignal.ACTUAL_TORQUE, t) + 1;
      case LOAD ->
          Physics.load(
              v.get(VehicleSignal.ACTUAL_TORQUE, t)
                  / 100
                  * v.get(VehicleSignal.REFERENCE_TORQUE, t));
      case ACCELERATOR -> Math.max(0, (v.get(VehicleSignal.LOAD, t) - 19) * 0.8);
      case THROTTLE -> 12 + v.get(VehicleSignal.ACCELERATOR, t) * 0.75 + 0.3 * noise.at(5, t, 2);
      case INTAKE_PRESSURE ->
          Physics.manifoldPressure(
              v.get(VehicleSignal.LOAD, t), v.get(VehicleSignal.BAROMETRIC_PRESSURE, t));
      case MAF ->
          Physics.massAirFlow(
              v.get(VehicleSignal.RPM, t),
              v.get(VehicleSignal.INTAKE_PRESSURE, t),
              v.get(VehicleSignal.INTAKE_TEMPERATURE, t));
      case ABSOLUTE_LOAD ->
          Physics.absoluteLoad(v.get(VehicleSignal.MAF, t), v.get(VehicleSignal.RPM, t));
      default -> 8 + v.get(VehicleSignal.RPM, t) / 160 - v.get(VehicleSignal.LOAD, t) / 8;
    };
  }

  private static double torque(double t, Values v) {
    return Physics.torque(
        v.get(VehicleSignal.SPEED, t), acceleration(t, v), v.get(VehicleSignal.RPM, t));
  }

  /** Returns the acceleration during the last second, in km/h per second. */
  private static double acceleration(double t, Values v) {
    double before = Math.max(0, t - 1);
    return t > before
        ? (v.get(VehicleSignal.SPEED, t) - v.get(VehicleSignal.SPEED, before)) / (t - before)
        : 0;
  }

  private double fuel(VehicleSignal s, double t, Values v) {
    return switch (s) {
      case SHORT_FUEL_TRIM -> 2.5 * noise.at(6, t, 1.5);
      case LONG_FUEL_TRIM -> 1.6 + 0.8 * noise.at(7, t, 600);
      case FUEL_PRESSURE -> 350 + 4 * noise.at(8, t, 3);
      case FUEL_RAIL_PRESSURE -> 4000 + 110 * v.get(VehicleSignal.LOAD, t);
      case FUEL_RATE ->
          Physics.fuelRate(v.get(VehicleSignal.MAF, t), v.get(VehicleSignal.LAMBDA, t));
      case ETHANOL -> 8.2;
      case LAMBDA -> v.get(VehicleSignal.LOAD, t) > 90 ? 0.92 : 1 + 0.01 * noise.at(9, t, 1);
      case O2_B1S1 -> 0.45 + 0.4 * Math.tanh(4 * Math.sin(2 * Math.PI * 1.1 * t));
      case O2_B1S2 -> 0.68 + 0.03 * noise.at(10, t, 8);
      case COMMANDED_EGR -> Math.max(0, Math.min(25, v.get(VehicleSignal.LOAD, t) - 25) * 0.8);
      case EGR_ERROR -> 1.5 * noise.at(11, t, 5);
      case EVAP_PURGE -> 15 + 12 * noise.at(12, t, 20);
      default -> -120 + 60 * noise.at(13, t, 15);
    };
  }

  private double battery(VehicleSignal s, double t, Motion drive, Values v) {
    return switch (s) {
      case BATTERY_CHARGE -> 20 + 65 * Math.exp(-drive.distance(t) / 300);
      case BATTERY_HEALTH -> 94.5;
      case BATTERY_CURRENT ->
          2.5
              + torque(t, v) * v.get(VehicleSignal.SPEED, t) / 3.6 / 0.3 / 1000
              + 0.4 * noise.at(14, t, 1);
      default ->
          330
              + 0.7 * v.get(VehicleSignal.BATTERY_CHARGE, t)
              - 0.06 * v.get(VehicleSignal.BATTERY_CURRENT, t);
    };
  }

  private double chassis(VehicleSignal s, double t, Values v) {
    double speed = v.get(VehicleSignal.SPEED, t);
    return switch (s) {
      case BAROMETRIC_PRESSURE -> 100.6;
      case VOLTAGE -> 14.2 + 0.06 * noise.at(15, t, 4);
      case TURBINE_SPEED ->
          v.get(VehicleSignal.GEAR, t) == 0 ? 0 : v.get(VehicleSignal.RPM, t) * 0.97;
      case BRAKE_PRESSURE -> Math.max(0, -acceleration(t, v) - 0.8) * 900;
      case WHEEL_SPEED_FL -> speed * 1.002;
      case WHEEL_SPEED_FR -> speed * 0.999;
      case WHEEL_SPEED_RL -> speed * 1.001;
      case WHEEL_SPEED_RR -> speed;
      default -> throw new AssertionError("no formula for " + s);
    };
  }

  /** Returns the fuel level in per cent. The tank is refilled before it is empty. */
  private static double fuelLevel(double burnt) {
    double usable = Physics.TANK_LITRES - FILL_UP_AT_LITRES;
    double first = START_FUEL_LITRES - FILL_UP_AT_LITRES;
    double left = burnt <= first ? first - burnt : usable - (burnt - first) % usable;
    return (left + FILL_UP_AT_LITRES) / Physics.TANK_LITRES * 100;
  }
}
