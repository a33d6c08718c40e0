package io.obdio.sim.ecu.obd;

import io.obdio.sim.vehicle.ReadinessMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tests of service 06, one row per test. Ids and scalings are those of SAE J1979-DA, the values
 * those of a vehicle without faults. Guarded by the vehicle's lock.
 */
public final class OnBoardTests {

  private static final List<OnBoardTest> ENGINE =
      List.of(
          new OnBoardTest(0x01, 0x01, 0x0A, 3689, 3689, 3689, ReadinessMonitor.OXYGEN_SENSOR),
          new OnBoardTest(0x01, 0x05, 0x10, 38, 0, 150, ReadinessMonitor.OXYGEN_SENSOR),
          new OnBoardTest(0x01, 0x06, 0x10, 41, 0, 150, ReadinessMonitor.OXYGEN_SENSOR),
          new OnBoardTest(0x02, 0x07, 0x0A, 820, 0, 2459, ReadinessMonitor.OXYGEN_SENSOR),
          new OnBoardTest(0x02, 0x08, 0x0A, 6312, 4918, 0xFFFF, ReadinessMonitor.OXYGEN_SENSOR),
          new OnBoardTest(0x21, 0x84, 0x20, 41, 0, 192, ReadinessMonitor.CATALYST),
          new OnBoardTest(0x31, 0x85, 0x28, 212, 80, 0xFFFF, ReadinessMonitor.EGR_VVT),
          new OnBoardTest(0x35, 0x86, 0x9D, 3, 0, 120, ReadinessMonitor.EGR_VVT),
          new OnBoardTest(0x3B, 0xA0, 0x17, 64, 0, 240, ReadinessMonitor.EVAPORATIVE_SYSTEM),
          new OnBoardTest(0x3C, 0xA1, 0x17, 37, 0, 150, ReadinessMonitor.EVAPORATIVE_SYSTEM),
          new OnBoardTest(
              0x3D, 0xA2, 0x05, 0x5200, 0x2000, 0xFFFF, ReadinessMonitor.EVAPORATIVE_SYSTEM),
          new OnBoardTest(0x41, 0x81, 0x14, 9, 2, 40, ReadinessMonitor.OXYGEN_SENSOR_HEATER),
          new OnBoardTest(0x42, 0x82, 0x14, 11, 2, 40, ReadinessMonitor.OXYGEN_SENSOR_HEATER),
          new OnBoardTest(0x81, 0x87, 0x05, 0x8100, 0x5800, 0xA800, ReadinessMonitor.FUEL_SYSTEM),
          new OnBoardTest(0xA1, 0x0B, 0x24, 0, 0, 0xFFFF, ReadinessMonitor.MISFIRE),
          new OnBoardTest(0xA2, 0x0B, 0x24, 0, 0, 0xFFFF, ReadinessMonitor.MISFIRE),
          new OnBoardTest(0xA2, 0x0C, 0x24, 0, 0, 0xFFFF, ReadinessMonitor.MISFIRE),
          new OnBoardTest(0xA3, 0x0B, 0x24, 0, 0, 0xFFFF, ReadinessMonitor.MISFIRE),
          new OnBoardTest(0xA3, 0x0C, 0x24, 1, 0, 0xFFFF, ReadinessMonitor.MISFIRE),
          new OnBoardTest(0xA4, 0x0B, 0x24, 0, 0, 0xFFFF, ReadinessMonitor.MISFIRE),
          new OnBoardTest(0xA4, 0x0C, 0x24, 0, 0, 0xFFFF, ReadinessMonitor.MISFIRE),
          new OnBoardTest(0xA5, 0x0B, 0x24, 0, 0, 0xFFFF, ReadinessMonitor.MISFIRE),
          new OnBoardTest(0xA5, 0x0C, 0x24, 0, 0, 0xFFFF, ReadinessMonitor.MISFIRE));

  private final List<OnBoardTest> rows;

  private OnBoardTests(List<OnBoardTest> rows) {
    this.rows = new ArrayList<>(rows);
  }

  public static OnBoardTests engine() {
    return new OnBoardTests(ENGINE);
  }

  public static OnBoardTests none() {
    return new OnBoardTests(List.of());
  }

  /** Returns the monitor ids. */
  public SortedSet<Integer> mids() {
    TreeSet<Integer> mids = new TreeSet<>();
    rows.forEach(test -> mids.add(test.mid()));
    return mids;
  }

  public List<OnBoardTest> of(int mid) {
    return rows.stream().filter(test -> test.mid() == mid).toList();
  }

  /** Changes a result and returns whether the test exists. */
  public boolean setValue(int mid, int tid, int value) {
    for (int i = 0; i < rows.size(); i++) {
      OnBoardTest test = rows.get(i);
      if (test.mid() == mid && test.tid() == tid) {
        rows.set(i, test.withValue(value));
        return true;
      }
    }
    return false;
  }
}
