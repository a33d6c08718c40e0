package io.obdio.socketio.history.computer;

/**
 * The rate at which an engine burns fuel, in L/h.
 *
 * <p>The first of these that the vehicle answers is used:
 *
 * <ol>
 *   <li>{@code FUEL_RATE}: PID 5E of SAE J1979-DA, in L/h.
 *   <li>{@code MAF}, PID 10: rate = air / (stoichiometric ratio * lambda) / density. Lambda is PID
 *       44, the commanded equivalence ratio, else 1.
 *   <li>Pressure and temperature in the manifold (PIDs 0B and 0F), engine speed (PID 0C) and
 *       displacement: the speed-density method. A four-stroke engine takes in its displacement in
 *       two revolutions; the mass follows from the law of ideal gases with M = 28.97 g/mol and R =
 *       8.314 J/(mol K).
 * </ol>
 */
final class FuelRates {

  private static final double MOLAR_MASS_OF_AIR = 28.97;
  private static final double GAS_CONSTANT = 8.314;
  private static final double ZERO_CELSIUS = 273.15;

  private FuelRates() {}

  /** Returns the rate from the latest values; NaN if they do not suffice. */
  static double litresPerHour(Recent values, EngineData engine, long now) {
    double reported = values.get(TripComputer.FUEL_RATE, now);
    if (!Double.isNaN(reported)) {
      return reported;
    }
    double air = values.get(TripComputer.MAF, now);
    if (Double.isNaN(air)) {
      air = speedDensity(values, engine, now);
    }
    double lambda = values.get(TripComputer.LAMBDA, now);
    return fromAir(air, lambda > 0 ? lambda : 1, engine.fuel());
  }

  /**
   * Returns the rate from a mass of air.
   *
   * @param air in g/s
   * @param lambda air-fuel equivalence ratio, above 0
   */
  static double fromAir(double air, double lambda, Fuel fuel) {
    return air / (fuel.airRatio() * lambda) / fuel.density() * 3600;
  }

  /** Returns the mass of air in g/s; NaN without displacement or one of the values. */
  private static double speedDensity(Recent values, EngineData engine, long now) {
    if (engine.displacement() == 0) {
      return Double.NaN;
    }
    double strokesPerSecond = values.get(TripComputer.RPM, now) / 120;
    double kiloPascal = values.get(TripComputer.INTAKE_PRESSURE, now);
    double kelvin = values.getOr(TripComputer.INTAKE_TEMP, 25) + ZERO_CELSIUS;
    // kPa * L = J
    double moles = kiloPascal * engine.displacement() / (GAS_CONSTANT * kelvin);
    return strokesPerSecond * engine.volumetricEfficiency() * moles * MOLAR_MASS_OF_AIR;
  }
}
