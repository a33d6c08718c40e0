package io.obdio.core.value;

import io.obdio.core.unit.UnitSystem;
import java.util.List;
import java.util.Optional;

/**
 * The results of one on-board monitor (SAE J1979 service 06, one OBDMID).
 *
 * @param tests in the order of the response
 */
public record Monitor(List<MonitorTest> tests) {

  /** Copies the tests. */
  public Monitor {
    tests = List.copyOf(tests);
  }

  /** Returns the first test with this name. */
  public Optional<MonitorTest> test(String name) {
    return tests.stream().filter(test -> test.name().equals(name)).findFirst();
  }

  /** Returns the first test with this id. */
  public Optional<MonitorTest> test(int tid) {
    return tests.stream().filter(test -> test.tid() == tid).findFirst();
  }

  /** Returns these results in the units of {@code system}. */
  public Monitor in(UnitSystem system) {
    return new Monitor(tests.stream().map(test -> test.in(system)).toList());
  }
}
