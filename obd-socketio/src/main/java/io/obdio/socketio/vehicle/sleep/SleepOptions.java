package io.obdio.socketio.vehicle.sleep;

import java.time.Duration;

/**
 * The options of sleep and guard. The voltages are those of a 12 V system; with a 24 V system they
 * are doubled.
 *
 * @param after time without use of the vehicle after which it is no longer requested
 * @param check time between two measurements of the supply voltage during sleep
 * @param probe time between two requests to the vehicle during sleep, if the supply voltage cannot
 *     be measured without the vehicle
 * @param client time for which a request of a client keeps the connection awake
 * @param charging supply voltage in volts from which the battery is considered to be charged
 * @param guard supply voltage in volts below which everything stops; 0 for no guard
 * @param guardCheck time between two measurements while the voltage is below the guard
 */
public record SleepOptions(
    Duration after,
    Duration check,
    Duration probe,
    Duration client,
    double charging,
    double guard,
    Duration guardCheck) {

  private static final double MAX_VOLTS = 16;

  /** Checks the ranges. */
  public SleepOptions {
    requirePositive("sleep-after", after);
    requirePositive("sleep-check", check);
    requirePositive("sleep-probe", probe);
    requirePositive("sleep-client", client);
    requirePositive("guard-check", guardCheck);
    if (!(charging > 0 && charging <= MAX_VOLTS)) {
      throw new IllegalArgumentException(
          "sleep-charging must be above 0 and at most 16 V, not " + charging);
    }
    if (!(guard >= 0 && guard < charging)) {
      throw new IllegalArgumentException(
          "guard-voltage must be from 0 to below sleep-charging ("
              + charging
              + " V), not "
              + guard);
    }
  }

  /**
   * Returns the defaults: the times and the charging level of the STN family ("VL SLEEP", "VL
   * WAKE"), and the guard at about 40 % of the charge of a lead-acid battery.
   */
  public static SleepOptions defaults() {
    return new SleepOptions(
        Duration.ofMinutes(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(15),
        Duration.ofMinutes(2),
        13.2,
        12.1,
        Duration.ofMinutes(10));
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be above 0");
    }
  }
}
