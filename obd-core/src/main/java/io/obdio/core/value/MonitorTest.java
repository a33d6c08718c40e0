package io.obdio.core.value;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.UnitSystem;

/**
 * One result of an on-board monitoring test (SAE J1979 service 06).
 *
 * @param tid the test id, 00..FF; from 80 on specific to the manufacturer
 * @param name such as {@code MIN_VOLTAGE}; {@code Unknown (0x80)} if the standard defines none
 * @param desc a description for people
 * @param value the result
 * @param min the lowest result that passes
 * @param max the highest result that passes
 */
public record MonitorTest(
    int tid, String name, String desc, Quantity value, Quantity min, Quantity max) {

  /** Returns whether the result is within its limits. */
  public boolean passed() {
    return value.value() >= min.value() && value.value() <= max.value();
  }

  /**
   * Returns this result in the units of {@code system}. If its unit is replaced by a reciprocal
   * one, the limits are exchanged.
   */
  public MonitorTest in(UnitSystem system) {
    Quantity low = system.convert(min);
    Quantity high = system.convert(max);
    boolean reciprocal = system.conversion(value.unit()).reciprocal();
    return new MonitorTest(
        tid, name, desc, system.convert(value), reciprocal ? high : low, reciprocal ? low : high);
  }

  @Override
  public String toString() {
    return desc + ": " + value + (passed() ? " [PASSED]" : " [FAILED]");
  }
}
