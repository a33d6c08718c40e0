package io.obdio.socketio.vehicle.sleep;

import java.util.OptionalDouble;

/**
 * The supply voltage relative to the levels of the options, with hysteresis. A voltage above
 * {@value #SYSTEM_24_V} V is that of a 24 V system, whose levels are twice those of a 12 V system.
 * Not thread-safe.
 */
final class VoltageLevels {

  /** No 12 V system has so much, and a 24 V system has less only if its battery is destroyed. */
  private static final double SYSTEM_24_V = 17;

  /** Below it the adapter is not at a vehicle, or does not measure the voltage. */
  private static final double MIN_PLAUSIBLE = 6;

  private static final double CHARGING_HYSTERESIS = 0.2;
  private static final double GUARD_HYSTERESIS = 0.3;

  /** A change between two measurements from which a consumer was switched on, such as ignition. */
  private static final double STEP = 0.2;

  private final SleepOptions options;
  private double scale = 1;
  private double volts = Double.NaN;
  private boolean charging;
  private boolean stepped;

  VoltageLevels(SleepOptions options) {
    this.options = options;
  }

  /** Forgets the voltage of another vehicle. */
  void reset() {
    scale = 1;
    volts = Double.NaN;
    charging = false;
    stepped = false;
  }

  /** Notes a measurement. */
  void note(OptionalDouble measured) {
    stepped = false;
    if (measured.isEmpty() || measured.getAsDouble() < MIN_PLAUSIBLE) {
      volts = Double.NaN;
      charging = false;
      return;
    }
    double before = volts;
    volts = measured.getAsDouble();
    if (volts > SYSTEM_24_V) {
      scale = 2;
    }
    stepped = Math.abs(volts - before) >= STEP * scale - 1e-9;
    charging =
        volts >= (charging ? options.charging() - CHARGING_HYSTERESIS : options.charging()) * scale;
  }

  /** Returns whether the last measurement had a result. */
  boolean isKnown() {
    return !Double.isNaN(volts);
  }

  /** Returns the last result in volts; empty if there is none. */
  OptionalDouble volts() {
    return isKnown() ? OptionalDouble.of(volts) : OptionalDouble.empty();
  }

  /** Returns whether the battery is charged. */
  boolean isCharging() {
    return charging;
  }

  /** Returns whether the last measurement differs from that before by a step. */
  boolean hasStepped() {
    return stepped;
  }

  /** Returns whether the voltage is below the guard. */
  boolean isLow() {
    return volts < options.guard() * scale;
  }

  /** Returns whether the voltage is far enough above the guard. */
  boolean isRecovered() {
    return volts >= (options.guard() + GUARD_HYSTERESIS) * scale;
  }
}
