package io.obdio.core.value;

import java.util.List;
import java.util.Optional;

/**
 * Monitor status (SAE J1979 PIDs 01 and 41).
 *
 * @param mil the malfunction indicator lamp is on
 * @param dtcCount confirmed trouble codes, 0..127
 * @param ignitionType {@code spark} or {@code compression}
 * @param tests the monitors of this ignition type, available or not, in the standard's order
 */
public record Status(boolean mil, int dtcCount, String ignitionType, List<ReadinessTest> tests) {

  /** Copies the tests. */
  public Status {
    tests = List.copyOf(tests);
  }

  /** The monitor of that name; empty if this ignition type has none such. */
  public Optional<ReadinessTest> test(String name) {
    return tests.stream().filter(test -> test.name().equals(name)).findFirst();
  }

  /** True if every available monitor is complete. */
  public boolean isReady() {
    return tests.stream().allMatch(test -> !test.available() || test.complete());
  }
}
