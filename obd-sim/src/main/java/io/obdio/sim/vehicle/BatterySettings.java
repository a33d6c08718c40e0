package io.obdio.sim.vehicle;

/**
 * The starter battery of a vehicle and what it supplies while the engine is off.
 *
 * @param volts the nominal voltage: 12 or 24
 * @param capacity the capacity in Ah, above 0
 * @param charge the state of charge at the start in per cent, 0 to 100
 * @param load the current of the parked vehicle in A, without the adapter
 * @param adapterLoad the current of the adapter in A
 * @param adapterSleepLoad the current of the adapter in its low power mode, in A
 */
public record BatterySettings(
    int volts,
    double capacity,
    double charge,
    double load,
    double adapterLoad,
    double adapterSleepLoad) {

  /**
   * A charged battery of a mid-size car, with the quiescent current of the car and the currents of
   * an ELM327 with its radio module.
   */
  public static final BatterySettings DEFAULT =
      new BatterySettings(12, 60, 100, 0.025, 0.045, 0.002);

  /** Checks the ranges. */
  public BatterySettings {
    if (volts != 12 && volts != 24) {
      throw new IllegalArgumentException("a battery has 12 or 24 V, not " + volts);
    }
    if (!(capacity > 0)) {
      throw new IllegalArgumentException("the capacity must be above 0 Ah, not " + capacity);
    }
    if (!(charge >= 0 && charge <= 100)) {
      throw new IllegalArgumentException("the charge must be from 0 to 100 %, not " + charge);
    }
    if (!(load >= 0 && adapterLoad >= 0 && adapterSleepLoad >= 0)) {
      throw new IllegalArgumentException("a load must not be negative");
    }
  }
}
