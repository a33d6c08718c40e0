package io.obdio.elm327;

import io.obdio.core.connection.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The times at which an absent vehicle is searched for: after growing pauses, and immediately after
 * the supply voltage has changed, as it does when the ignition is switched on or the engine starts.
 * Pure: times are parameters, in nanoseconds. Not thread-safe.
 */
final class SearchSchedule {

  /** The longest pause between two searches. */
  static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  /** A change of the supply voltage, in volts, after which the vehicle is searched for. */
  static final double VOLTAGE_STEP = 0.3;

  private static final long VOLTAGE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Backoff pauses;
  private int misses;
  private long lastSearch;
  private long lastVoltage;
  private double volts = Double.NaN;

  /**
   * Creates a schedule.
   *
   * @param firstPause the pause after the first search that finds no vehicle, at least 1 ms
   */
  SearchSchedule(Duration firstPause) {
    Duration first = firstPause.compareTo(MAX_PAUSE) < 0 ? firstPause : MAX_PAUSE;
    this.pauses = new Backoff(first, 2, MAX_PAUSE);
  }

  /** Notes that the vehicle answers. */
  void found() {
    misses = 0;
    volts = Double.NaN;
  }

  /** Notes that the vehicle did not answer a search or a request. */
  void notFound(long now) {
    misses++;
    lastSearch = now;
  }

  /**
   * Returns whether to search now. Half a pause is added, so that a program that searches by the
   * same schedule does so first.
   */
  boolean isSearchDue(long now) {
    long pause = pauses.after(misses).toNanos();
    return misses == 0 || now - lastSearch >= pause + pause / 2;
  }

  /** Returns whether to measure the supply voltage now. */
  boolean isVoltageDue(long now) {
    return Double.isNaN(volts) || now - lastVoltage >= VOLTAGE_INTERVAL_NANOS;
  }

  /**
   * Notes the supply voltage in volts, or NaN if it is not known.
   *
   * @return whether it has changed so much that the vehicle may have been switched on
   */
  boolean noteVoltage(double newVolts, long now) {
    boolean changed = Math.abs(newVolts - volts) >= VOLTAGE_STEP;
    lastVoltage = now;
    volts = newVolts;
    return changed;
  }
}
