package io.obdio.core.value;

import java.util.List;
import java.util.Optional;

/**
 * The monitor status (SAE J1979 PIDs 01 and 41).
 *
 * @param mil whether the malfunction indicator lamp is on
 * @param dtcCount number of confirmed trouble codes, 0..127
 * @param ignitionType {@code spark} or {@code compression}
 * @param tests the monitors of this ignition type, available or not, in the standard's order
 */
public record Status(boolean mil, int dtcCount, String ignitionType, List<ReadinessTest> tests) {

  /** Copies the tests. */
  public Status {
    tests = List.copyOf(tests);
  }

  /** Returns the monitor with this name; empty if this ignition type does not have it. */
  public Optional<ReadinessTest> test(String name) {
    return tests.stream().filter(test -> test.name().equals(name)).findFirst();
  }

  /** Returns whether every available monitor is complete. */
  public boolean isReady() {
    return tests.stream().allMatch(test -> !test.available() || test.complete());
  }
}
