package io.obdio.sim.vehicle;

/**
 * The voltage of a 12 V battery at the diagnostic connector, in volts. Pure functions; the values
 * are typical of a healthy lead-acid battery.
 */
final class Battery {

  /** Open-circuit voltage of a charged battery. */
  static final double RESTING = 12.6;

  /** Voltage with the ignition on and the engine off. */
  static final double LOADED = 12.4;

  /** Voltage while the starter turns the engine. */
  static final double CRANKING = 10.2;

  /** How long the starter turns the engine, in seconds. */
  static final double CRANKING_SECONDS = 0.8;

  private static final double SURFACE_CHARGE = 0.4;
  private static final double SURFACE_CHARGE_SECONDS = 600;

  private Battery() {}

  /**
   * Returns the voltage after a drive. The surface charge decays.
   *
   * @param seconds since the ignition was switched off
   */
  static double atRest(double seconds) {
    return RESTING + SURFACE_CHARGE * Math.exp(-seconds / SURFACE_CHARGE_SECONDS);
  }
}
