package io.obdio.socketio.fleet.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.StateCodec.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VehicleValuesTest {

  private final VehicleValues values = new VehicleValues();

  private Set<String> add(long time, Map<String, Object> given) {
    return values.add(new State(time, given, Map.of()));
  }

  @Test
  void onlyChangedValuesAreReported() {
    assertEquals(Set.of("RPM", "SPEED"), add(1_000, Map.of("RPM", 850.0, "SPEED", 3.0)));
    assertEquals(Set.of("RPM"), add(2_000, Map.of("RPM", 851.0, "SPEED", 3.0)));
    assertEquals(Map.of("RPM", 851L, "SPEED", 3L), values.values(List.of()));
    assertEquals(Map.of("SPEED", 3L), values.values(List.of("SPEED", "NONE")));
    assertEquals(2_000, values.time("SPEED"));
  }

  /**
   * The state is sent each 5 s, the live values more often: a state may arrive after newer ones.
   */
  @Test
  void aStateThatWasOvertakenDoesNotReplaceNewerValues() {
    add(10_000, Map.of("RPM", 900.0));
    assertEquals(Set.of("SPEED"), add(9_000, Map.of("RPM", 850.0, "SPEED", 3.0)));
    assertEquals(900L, values.value("RPM"));
    assertEquals(10_000, values.time());
  }

  @Test
  void aClockThatWasSetBackIsFollowed() {
    add(10_000_000, Map.of("RPM", 900.0));
    assertEquals(Set.of("RPM"), add(1_000, Map.of("RPM", 850.0)));
    assertEquals(1_000, values.time());
  }

  @Test
  void theNumberOfValuesIsLimited() {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i <= VehicleValues.MAX_VALUES; i++) {
      many.put("N" + i, 1.0);
    }
    many.put("a name with blanks", 1.0);
    assertEquals(VehicleValues.MAX_VALUES, add(1_000, many).size());
    assertEquals(VehicleValues.MAX_VALUES, values.names().size());
    assertFalse(values.addUnits(Map.of("OTHER", "volt")));
    assertTrue(values.addUnits(Map.of("N1", "volt")));
    assertFalse(values.addUnits(Map.of("N1", "volt")));
    assertEquals(Map.of("N1", "volt"), values.units());
  }

  /** 2,000 texts of the size of a message would fill the memory of the server. */
  @Test
  void longTextsAreCut() {
    add(1_000, Map.of("VIN", "X".repeat(VehicleValues.MAX_TEXT + 1)));
    assertEquals("X".repeat(VehicleValues.MAX_TEXT), values.value("VIN"));
  }
}
