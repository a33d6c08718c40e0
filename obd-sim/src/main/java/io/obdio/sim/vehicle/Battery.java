package io.obdio.sim.vehicle;

/**
 * A lead-acid starter battery: its charge and the voltage at the diagnostic connector as functions
 * of time, from the last change of what it supplies on. Immutable; times are in seconds, voltages
 * in volts. The values are typical of a healthy battery.
 */
final class Battery {

  /** The consumers of the battery. */
  enum Use {
    /** The parked vehicle and the adapter. */
    PARKED,
    /** The electrical system with the ignition on. */
    IGNITION,
    /** Nothing: the generator supplies the vehicle and charges the battery. */
    CHARGING
  }

  /** How long the starter turns the engine, in seconds. */
  static final double CRANKING_SECONDS = 0.8;

  /** Open-circuit voltage of an empty battery, and what a full one has in addition. */
  private static final double EMPTY = 11.8;

  private static final double FULL_ABOVE_EMPTY = 0.8;
  private static final double RESISTANCE_OHM = 0.02;
  private static final double IGNITION_AMPERES = 10;
  private static final double CRANKING_AMPERES = 120;
  private static final double CHARGING_SECONDS = 7200;
  private static final double SURFACE_CHARGE = 0.4;
  private static final double SURFACE_CHARGE_SECONDS = 600;

  private final BatterySettings settings;
  private final Use use;
  private final boolean adapterAsleep;
  private final double since;

  /** State of charge at {@link #since}, from 0 to 1. */
  private final double charge;

  private Battery(
      BatterySettings settings, Use use, boolean adapterAsleep, double since, double charge) {
    this.settings = settings;
    this.use = use;
    this.adapterAsleep = adapterAsleep;
    this.since = since;
    this.charge = charge;
  }

  /** Returns a battery at its initial charge. */
  static Battery of(BatterySettings settings, Use use, double now) {
    return new Battery(settings, use, false, now, settings.charge() / 100);
  }

  /** Returns the battery with another use from {@code now} on. */
  Battery with(Use next, double now) {
    return new Battery(settings, next, adapterAsleep, now, charge(now));
  }

  /** Returns the battery with an adapter that sleeps, or does not, from {@code now} on. */
  Battery withAdapterAsleep(boolean asleep, double now) {
    return new Battery(settings, use, asleep, now, charge(now));
  }

  /** Returns the state of charge, from 0 to 1. */
  double charge(double now) {
    double seconds = Math.max(0, now - since);
    if (use == Use.CHARGING) {
      return 1 - (1 - charge) * Math.exp(-seconds / CHARGING_SECONDS);
    }
    return Math.max(0, charge - amperes() * seconds / 3600 / settings.capacity());
  }

  private double amperes() {
    if (use == Use.IGNITION) {
      return IGNITION_AMPERES;
    }
    return settings.load() + (adapterAsleep ? settings.adapterSleepLoad() : settings.adapterLoad());
  }

  /** Returns 1 for a 12 V system, 2 for a 24 V system. */
  double scale() {
    return settings.volts() / 12.0;
  }

  /**
   * Returns the voltage while the vehicle is parked. The surface charge of a drive decays.
   *
   * @param seconds since the ignition was switched off
   */
  double atRest(double now, double seconds) {
    double surface = SURFACE_CHARGE * Math.exp(-seconds / SURFACE_CHARGE_SECONDS);
    return under(amperes(), now) + scale() * surface;
  }

  /** Returns the voltage with the ignition on and the engine off. */
  double loaded(double now) {
    return under(IGNITION_AMPERES, now);
  }

  /** Returns the voltage while the starter turns the engine. */
  double cranking(double now) {
    return under(CRANKING_AMPERES, now);
  }

  private double under(double amperes, double now) {
    return scale() * (EMPTY + FULL_ABOVE_EMPTY * charge(now) - RESISTANCE_OHM * amperes);
  }
}
