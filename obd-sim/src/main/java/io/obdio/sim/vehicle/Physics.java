package io.obdio.sim.vehicle;

/**
 * The mechanics of the simulated vehicle: a petrol car of 1450 kg with 2.0 litres and six gears.
 * Pure functions; the values are typical of a mid-size car.
 */
final class Physics {

  static final double IDLE_RPM = 850;
  static final double REFERENCE_TORQUE_NM = 320;
  static final double TANK_LITRES = 55;

  private static final double MASS_KG = 1450;
  private static final double DISPLACEMENT_M3 = 0.002;
  private static final double VOLUMETRIC_EFFICIENCY = 0.85;
  private static final double AIR_GAS_CONSTANT = 287;
  private static final double STOICHIOMETRIC = 14.7;
  private static final double PETROL_GRAMS_A_LITRE = 745;
  private static final double ZERO_CELSIUS_K = 273.15;

  /** Maximum speed (km/h) of each gear, from the first on. */
  private static final double[] UP_TO = {18, 36, 55, 78, 102, Double.MAX_VALUE};

  /** Engine speed (1/min) per km/h of each gear, from the first on. */
  private static final double[] RPM_PER_KMH = {115, 66, 45, 33, 26, 21.5};

  private Physics() {}

  /** Returns the gear at a speed (km/h); 0 when stationary. */
  static int gear(double speed) {
    if (speed < 0.5) {
      return 0;
    }
    int gear = 1;
    while (speed >= UP_TO[gear - 1]) {
      gear++;
    }
    return gear;
  }

  /** Returns the engine speed (1/min) at a road speed (km/h) in a gear, at least idle speed. */
  static double rpm(double speed, double gear) {
    int index = (int) Math.round(gear) - 1;
    if (index < 0) {
      return IDLE_RPM;
    }
    return Math.max(IDLE_RPM, speed * RPM_PER_KMH[Math.min(index, RPM_PER_KMH.length - 1)]);
  }

  /**
   * Returns the torque of the engine (Nm), including friction.
   *
   * @param speed km/h
   * @param acceleration km/h per second
   * @param rpm 1/min
   */
  static double torque(double speed, double acceleration, double rpm) {
    double metres = speed / 3.6;
    double force = MASS_KG * acceleration / 3.6 + 0.38 * metres * metres;
    if (speed > 0.5) {
      force += 170;
    }
    double radians = Math.max(rpm, 400) * 2 * Math.PI / 60;
    double drive = force * metres / 0.9 / radians;
    return Math.max(drive, -25) + 22;
  }

  /** Returns the manifold pressure (kPa) at a load (%). */
  static double manifoldPressure(double load, double barometric) {
    return Math.min(barometric - 1, barometric * (0.18 + 0.0082 * load));
  }

  /** Returns the mass air flow (g/s) by the speed-density method. */
  static double massAirFlow(double rpm, double manifold, double intakeTemperature) {
    double density = manifold * 1000 / (AIR_GAS_CONSTANT * (intakeTemperature + ZERO_CELSIUS_K));
    return density * DISPLACEMENT_M3 * VOLUMETRIC_EFFICIENCY * rpm / 120 * 1000;
  }

  /**
   * Returns the absolute load (%): air mass per stroke relative to a full stroke at 25 degC and 101
   * kPa.
   */
  static double absoluteLoad(double massAirFlow, double rpm) {
    return rpm < 1 ? 0 : massAirFlow / 1000 * 120 / rpm / (1.184 * DISPLACEMENT_M3) * 100;
  }

  /** Returns the fuel consumption (L/h). */
  static double fuelRate(double massAirFlow, double lambda) {
    return massAirFlow / STOICHIOMETRIC / Math.max(lambda, 0.5) / PETROL_GRAMS_A_LITRE * 3600;
  }

  /** Returns the fuel consumption (L/h) with a warm engine at 35 degC intake temperature. */
  static double nominalFuelRate(double speed, double acceleration) {
    double rpm = rpm(speed, gear(speed));
    double load = load(torque(speed, acceleration, rpm));
    return fuelRate(massAirFlow(rpm, manifoldPressure(load, 101), 35), 1);
  }

  /** Returns the calculated load (%) of a torque (Nm). */
  static double load(double torque) {
    return Math.min(100, Math.max(0, torque / REFERENCE_TORQUE_NM * 140 + 9));
  }
}
