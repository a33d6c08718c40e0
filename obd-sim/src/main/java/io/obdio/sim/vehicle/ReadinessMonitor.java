package io.obdio.sim.vehicle;

import java.util.Locale;

/**
 * The readiness monitors of a spark ignition engine, as numbered in service 01 PID 01 (SAE
 * J1979-DA): bits 0 to 2 of byte B for the continuous ones, bits 0 to 7 of byte C for the others.
 */
public enum ReadinessMonitor {
  /** Misfire; continuous. */
  MISFIRE(true, 0, true, 20),
  /** Fuel system; continuous. */
  FUEL_SYSTEM(true, 1, true, 30),
  /** Comprehensive components; continuous. */
  COMPONENTS(true, 2, true, 10),
  /** Catalyst. */
  CATALYST(false, 0, true, 480),
  /** Heated catalyst; not supported by this vehicle. */
  HEATED_CATALYST(false, 1, false, 0),
  /** Evaporative system. */
  EVAPORATIVE_SYSTEM(false, 2, true, 900),
  /** Secondary air system; not supported by this vehicle. */
  SECONDARY_AIR(false, 3, false, 0),
  /** Gasoline particulate filter; not supported by this vehicle. */
  PARTICULATE_FILTER(false, 4, false, 0),
  /** Oxygen sensors. */
  OXYGEN_SENSOR(false, 5, true, 240),
  /** Heaters of the oxygen sensors. */
  OXYGEN_SENSOR_HEATER(false, 6, true, 60),
  /** Exhaust gas recirculation and valve timing. */
  EGR_VVT(false, 7, true, 360);

  private final boolean continuous;
  private final int bit;
  private final boolean supported;
  private final int seconds;

  ReadinessMonitor(boolean continuous, int bit, boolean supported, int seconds) {
    this.continuous = continuous;
    this.bit = bit;
    this.supported = supported;
    this.seconds = seconds;
  }

  /** Returns the name in scenario files, such as {@code oxygen-sensor}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether the monitor is continuous: in byte B. */
  public boolean continuous() {
    return continuous;
  }

  /** Returns the number of the bit in its byte. */
  public int bit() {
    return bit;
  }

  /** Returns whether the vehicle supports the monitor. */
  public boolean supported() {
    return supported;
  }

  /** Returns how long the engine must run until the monitor is complete, in seconds. */
  public int secondsToComplete() {
    return seconds;
  }
}
