package io.obdio.socketio.history.computer;

import java.util.Locale;

/**
 * The fuels with the constants that convert a mass of air to a volume of fuel: usual stoichiometric
 * ratios, which follow from the composition of the fuel, and typical densities at 15 degC. EN 228
 * allows petrol 720 to 775 g/L, EN 590 diesel fuel 820 to 845 g/L; the result is uncertain by as
 * much.
 */
public enum Fuel {
  /** Petrol without ethanol. */
  GASOLINE(14.7, 745),
  /** Petrol with 10 % of ethanol by volume. */
  E10(14.1, 748),
  /** Petrol with 85 % of ethanol by volume. */
  E85(9.8, 781),
  /** Diesel fuel; without excess air, which the ratio of the vehicle has to give. */
  DIESEL(14.5, 832),
  /** Liquefied petroleum gas, as a liquid. */
  LPG(15.5, 540);

  private final double airRatio;
  private final double density;

  Fuel(double airRatio, double density) {
    this.airRatio = airRatio;
    this.density = density;
  }

  /** Returns the mass of air for the complete combustion of one unit of mass of the fuel. */
  public double airRatio() {
    return airRatio;
  }

  /** Returns the density in g/L. */
  public double density() {
    return density;
  }

  /** Returns the name as it is written in the configuration, such as {@code diesel}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
