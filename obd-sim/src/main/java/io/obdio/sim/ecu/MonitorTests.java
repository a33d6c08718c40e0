package io.obdio.sim.ecu;

import io.obdio.sim.vehicle.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tests of service 06, one row a test: ids and scalings are SAE J1979-DA's, the figures those
 * of a car in order. Guarded by the car's lock.
 */
final class MonitorTests {

  private static final List<MonitorTest> ENGINE =
      List.of(
          new MonitorTest(0x01, 0x01, 0x0A, 3689, 3689, 3689, Monitor.OXYGEN_SENSOR),
          new MonitorTest(0x01, 0x05, 0x10, 38, 0, 150, Monitor.OXYGEN_SENSOR),
          new MonitorTest(0x01, 0x06, 0x10, 41, 0, 150, Monitor.OXYGEN_SENSOR),
          new MonitorTest(0x02, 0x07, 0x0A, 820, 0, 2459, Monitor.OXYGEN_SENSOR),
          new MonitorTest(0x02, 0x08, 0x0A, 6312, 4918, 0xFFFF, Monitor.OXYGEN_SENSOR),
          new MonitorTest(0x21, 0x84, 0x20, 41, 0, 192, Monitor.CATALYST),
          new MonitorTest(0x31, 0x85, 0x28, 212, 80, 0xFFFF, Monitor.EGR_VVT),
          new MonitorTest(0x35, 0x86, 0x9D, 3, 0, 120, Monitor.EGR_VVT),
          new MonitorTest(0x3B, 0xA0, 0x17, 64, 0, 240, Monitor.EVAPORATIVE_SYSTEM),
          new MonitorTest(0x3C, 0xA1, 0x17, 37, 0, 150, Monitor.EVAPORATIVE_SYSTEM),
          new MonitorTest(0x3D, 0xA2, 0x05, 0x5200, 0x2000, 0xFFFF, Monitor.EVAPORATIVE_SYSTEM),
          new MonitorTest(0x41, 0x81, 0x14, 9, 2, 40, Monitor.OXYGEN_SENSOR_HEATER),
          new MonitorTest(0x42, 0x82, 0x14, 11, 2, 40, Monitor.OXYGEN_SENSOR_HEATER),
          new MonitorTest(0x81, 0x87, 0x05, 0x8100, 0x5800, 0xA800, Monitor.FUEL_SYSTEM),
          new MonitorTest(0xA1, 0x0B, 0x24, 0, 0, 0xFFFF, Monitor.MISFIRE),
          new MonitorTest(0xA2, 0x0B, 0x24, 0, 0, 0xFFFF, Monitor.MISFIRE),
          new MonitorTest(0xA2, 0x0C, 0x24, 0, 0, 0xFFFF, Monitor.MISFIRE),
          new MonitorTest(0xA3, 0x0B, 0x24, 0, 0, 0xFFFF, Monitor.MISFIRE),
          new MonitorTest(0xA3, 0x0C, 0x24, 1, 0, 0xFFFF, Monitor.MISFIRE),
          new MonitorTest(0xA4, 0x0B, 0x24, 0, 0, 0xFFFF, Monitor.MISFIRE),
          new MonitorTest(0xA4, 0x0C, 0x24, 0, 0, 0xFFFF, Monitor.MISFIRE),
          new MonitorTest(0xA5, 0x0B, 0x24, 0, 0, 0xFFFF, Monitor.MISFIRE),
          new MonitorTest(0xA5, 0x0C, 0x24, 0, 0, 0xFFFF, Monitor.MISFIRE));

  private final List<MonitorTest> rows;

  private MonitorTests(List<MonitorTest> rows) {
    this.rows = new ArrayList<>(rows);
  }

  static MonitorTests engine() {
    return new MonitorTests(ENGINE);
  }

  static MonitorTests none() {
    return new MonitorTests(List.of());
  }

  /** The monitors' ids. */
  SortedSet<Integer> mids() {
    TreeSet<Integer> mids = new TreeSet<>();
    rows.forEach(test -> mids.add(test.mid()));
    return mids;
  }

  List<MonitorTest> of(int mid) {
    return rows.stream().filter(test -> test.mid() == mid).toList();
  }

  /** Changes a result. False if there is no such test. */
  boolean setValue(int mid, int tid, int value) {
    for (int i = 0; i < rows.size(); i++) {
      MonitorTest test = rows.get(i);
      if (test.mid() == mid && test.tid() == tid) {
        rows.set(i, test.withValue(value));
        return true;
      }
    }
    return false;
  }
}
