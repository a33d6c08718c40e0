package io.obdio.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values are immutable and read well. */
class ValuesTest {

  private final SensorValue measured = new SensorValue.Measured(Quantity.of(1.5, Units.VOLT));

  @Test
  void sensorValuesAreCopiedAndKeepTheirOrder() {
    Map<String, SensorValue> source = new LinkedHashMap<>();
    source.put("Z", measured);
    source.put("A", new SensorValue.Stated("Open loop"));
    source.put("M", new SensorValue.Flag(true));
    SensorValues values = new SensorValues(source);
    source.clear();
    assertEquals("{Z=1.5 V, A=Open loop, M=on}", values.toString());
    assertEquals(Optional.of(Quantity.of(1.5, Units.VOLT)), values.quantity("Z"));
    assertEquals(Optional.of("Open loop"), values.text("A"));
    assertEquals(Optional.of(true), values.flag("M"));
    assertEquals(Optional.empty(), values.quantity("A"));
    assertEquals(Optional.empty(), values.text("Z"));
    assertEquals(Optional.empty(), values.flag("B"));
    assertThrows(UnsupportedOperationException.class, () -> values.values().clear());
  }

  @Test
  void listsAreCopied() {
    List<ReadinessTest> tests = new ArrayList<>();
    tests.add(new ReadinessTest("MISFIRE_MONITORING", true, false));
    Status status = new Status(true, 3, "spark", tests);
    tests.clear();
    assertEquals(1, status.tests().size());
    assertThrows(UnsupportedOperationException.class, () -> status.tests().clear());
    assertThrows(UnsupportedOperationException.class, () -> new Monitor(List.of()).tests().clear());
    SupportedPids pids = new SupportedPids(0, 1);
    assertThrows(UnsupportedOperationException.class, () -> pids.flags().clear());
  }

  @Test
  void valuesReadWell() {
    assertEquals(
        "MISFIRE_MONITORING: incomplete",
        new ReadinessTest("MISFIRE_MONITORING", true, false).toString());
    assertEquals(
        "CATALYST_MONITORING: not available",
        new ReadinessTest("CATALYST_MONITORING", false, true).toString());
    Quantity one = Quantity.of(1, Units.VOLT);
    Quantity two = Quantity.of(2, Units.VOLT);
    assertEquals(
        "Minimum: 1.0 V [FAILED]", new MonitorTest(7, "MIN", "Minimum", one, two, two).toString());
    assertEquals("OK", new Acknowledged(Payload.EMPTY).toString());
    assertEquals("OK 0102", new Acknowledged(Payload.of(1, 2)).toString());
  }
}
