package io.obdio.socketio.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine in virtual time: a column of values, one each second, and the changes that follow. */
class AlarmEngineTest {

  private static final long SECOND = 1_000_000_000L;

  private final AlarmEngine engine = new AlarmEngine();

  private static AlarmRule rule(Object... members) {
    Map<String, Object> json = new HashMap<>();
    json.put("id", "hot");
    json.put("signal", "COOLANT_TEMP");
    json.put("comparison", ">");
    json.put("threshold", 110);
    json.put("unit", "°C");
    json.put("message", "hot");
    for (int i = 0; i < members.length; i += 2) {
      json.put((String) members[i], members[i + 1]);
    }
    return AlarmRules.read(json);
  }

  private static List<String> kinds(List<AlarmChange> changes) {
    return changes.stream().map(change -> change.kind().word()).toList();
  }

  private AlarmState state() {
    return engine.states().get(0);
  }

  /**
   * Values in °C, one a second: a number, {@code -} for none received in this second, {@code x} for
   * a response without a value, {@code off} for the loss of the vehicle. Changes as second and
   * kind.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // duration, hysteresis, values, changes
        "0 | 0 | 109 111          | 1 firing",
        "0 | 0 | 110 110.1 110    | 1 firing, 2 resolved",
        "0 | 3 | 111 108 107 106  | 0 firing, 2 resolved",
        "0 | 3 | 111 107.5 109    | 0 firing",
        "3 | 0 | 111 111 111 111  | 0 pending, 3 firing",
        "3 | 0 | 111 - - -        | 0 pending, 3 firing",
        "3 | 0 | 111 111 109 111  | 0 pending, 2 cancelled, 3 pending",
        // while it is pending, hysteresis does not count
        "3 | 5 | 111 109 111      | 0 pending, 1 cancelled, 2 pending",
        "0 | 0 | 111 x            | 0 firing, 1 value_lost",
        "3 | 0 | 111 x 111        | 0 pending, 1 cancelled, 2 pending",
        "0 | 0 | 111 off 111      | 0 firing, 1 value_lost, 2 firing",
        // a value counts for five seconds
        "0 | 0 | 111 - - - - -    | 0 firing",
        "0 | 0 | 111 - - - - - -  | 0 firing, 6 value_lost",
        "0 | 0 | off x - 20       | none",
        "60 | 0 | 111 - - - - - - | 0 pending, 6 cancelled",
      })
  void changes(int seconds, double hysteresis, String values, String expected) {
    engine.setRules(List.of(rule("duration_ms", seconds * 1000, "hysteresis", hysteresis)), 0);
    List<String> seen = new ArrayList<>();
    String[] column = values.strip().split("\\s+");
    for (int i = 0; i < column.length; i++) {
      int second = i;
      changesAt(column[i], second * SECOND).forEach(c -> seen.add(second + " " + c.kind().word()));
    }
    assertEquals(expected.equals("none") ? "" : expected, String.join(", ", seen));
  }

  private List<AlarmChange> changesAt(String value, long now) {
    return switch (value) {
      case "-" -> engine.tick(now);
      case "x" -> engine.value("COOLANT_TEMP", null, now);
      case "off" -> engine.vehicleLost(now);
      default ->
          engine.value(
              "COOLANT_TEMP", Quantity.of(Double.parseDouble(value), Units.DEGREE_CELSIUS), now);
    };
  }

  @ParameterizedTest
  @CsvSource({
    ">, 10, 10, false", ">, 10, 10.1, true", ">=, 10, 10, true", "<, 10, 10, false",
    "<, 10, 9.9, true", "<=, 10, 10, true", "=, 10, 10, true", "=, 10, 9, false",
    "!=, 10, 9, true", "!=, 10, 10, false",
  })
  void comparisons(String comparison, double threshold, double value, boolean fires) {
    engine.setRules(
        List.of(rule("comparison", comparison, "threshold", threshold, "unit", "rpm")), 0);
    List<AlarmChange> changes = engine.value("COOLANT_TEMP", Quantity.of(value, Units.RPM), SECOND);
    assertEquals(fires ? List.of("firing") : List.of(), kinds(changes));
  }

  @Test
  void aLowerLimitEndsAboveTheThresholdByTheHysteresis() {
    engine.setRules(List.of(rule("comparison", "<", "threshold", 12, "hysteresis", 0.5)), 0);
    assertEquals(List.of("firing"), kinds(changesAt("11.9", 0)));
    assertEquals(List.of(), kinds(changesAt("12.4", SECOND)));
    assertEquals(List.of("resolved"), kinds(changesAt("12.5", 2 * SECOND)));
  }

  @Test
  void theValueIsConvertedToTheUnitOfTheRule() {
    engine.setRules(List.of(rule("unit", "°F", "threshold", 230)), 0);
    assertEquals(List.of(), kinds(changesAt("109.9", 0)));
    assertEquals(List.of("firing"), kinds(changesAt("110.1", SECOND)));
    assertEquals(230.18, state().value().orElseThrow(), 1e-9);
  }

  @Test
  void aUnitOfAnotherDimensionGivesNoValue() {
    engine.setRules(List.of(rule("unit", "km/h", "threshold", -100)), 0);
    assertEquals(List.of(), kinds(changesAt("50", 0)));
    assertEquals(AlarmPhase.NO_VALUE, state().phase());
  }

  @Test
  void anExpressionComputesTheValue() {
    engine.setRules(List.of(rule("expression", "abs(x - 90) * 2", "threshold", 20)), 0);
    assertEquals(List.of(), kinds(changesAt("99", 0)));
    assertEquals(List.of("firing"), kinds(changesAt("79", SECOND)));
    assertEquals(22, state().value().orElseThrow(), 1e-9);
  }

  @Test
  void theSecondConditionMustHoldAsWell() {
    Map<String, Object> engineRuns =
        Map.of("signal", "RPM", "comparison", ">", "threshold", 400, "unit", "rpm");
    engine.setRules(List.of(rule("only_while", engineRuns)), 0);
    assertEquals(Set.of("COOLANT_TEMP", "RPM"), engine.commands());
    assertEquals(List.of(), kinds(changesAt("115", 0)), "the engine speed is not known");
    assertEquals(AlarmPhase.NO_VALUE, state().phase());
    assertEquals(List.of(), kinds(engine.value("RPM", Quantity.of(0, Units.RPM), SECOND)));
    assertEquals(AlarmPhase.NORMAL, state().phase());
    assertEquals(
        List.of("firing"), kinds(engine.value("RPM", Quantity.of(850, Units.RPM), 2 * SECOND)));
    assertEquals(
        List.of("resolved"), kinds(engine.value("RPM", Quantity.of(0, Units.RPM), 3 * SECOND)));
  }

  @Test
  void aMemberOfTheMonitorStatusIsANumber() {
    engine.setRules(
        List.of(
            AlarmRules.read(
                Map.of(
                    "id",
                    "codes",
                    "signal",
                    "STATUS.DTC_COUNT",
                    "comparison",
                    ">",
                    "threshold",
                    0,
                    "message",
                    "codes"))),
        0);
    assertEquals(
        List.of(), kinds(engine.value("STATUS", new Status(false, 0, "spark", List.of()), 0)));
    assertEquals(
        List.of("firing"),
        kinds(engine.value("STATUS", new Status(true, 2, "spark", List.of()), SECOND)));
  }

  @Test
  void acknowledgementLastsUntilTheAlarmIsActiveAgain() {
    engine.setRules(List.of(rule()), 0);
    assertTrue(state().acknowledged());
    assertEquals(List.of(), engine.acknowledge("hot"), "nothing to acknowledge");
    List<AlarmChange> fired = changesAt("111", 0);
    assertEquals(List.of("firing"), kinds(fired));
    assertFalse(state().acknowledged());
    assertEquals(List.of("resolved"), kinds(changesAt("90", SECOND)));
    assertFalse(state().acknowledged(), "an alarm that has ended remains to be acknowledged");
    assertEquals(List.of("acknowledged"), kinds(engine.acknowledge("")));
    assertTrue(state().acknowledged());
    List<AlarmChange> again = changesAt("111", 2 * SECOND);
    assertEquals(List.of("firing"), kinds(again));
    assertFalse(state().acknowledged());
    assertEquals(2, state().count());
    assertEquals(2 * SECOND, state().fired().orElseThrow());
  }

  @Test
  void aDisabledRuleIsNotEvaluatedAndNeedsNoCommand() {
    engine.setRules(List.of(rule("enabled", false)), 0);
    assertEquals(List.of(), kinds(changesAt("200", 0)));
    assertEquals(AlarmPhase.DISABLED, state().phase());
    assertEquals(Set.of(), engine.commands());
  }

  @Test
  void aChangedRuleEndsItsAlarmAndTheOthersRemain() {
    AlarmRule first = rule();
    AlarmRule second = rule("id", "second", "threshold", 100);
    engine.setRules(List.of(first, second), 0);
    List<AlarmChange> fired = changesAt("111", 0);
    assertEquals(List.of("firing", "firing"), kinds(fired));
    List<AlarmChange> changes =
        engine.setRules(List.of(first, rule("id", "second", "threshold", 120)), SECOND);
    assertEquals(List.of("rule_changed"), kinds(changes));
    assertEquals(AlarmPhase.FIRING, engine.states().get(0).phase());
    assertEquals(AlarmPhase.NORMAL, engine.states().get(1).phase());
    assertEquals(List.of("rule_changed"), kinds(engine.setRules(List.of(), 2 * SECOND)));
  }

  @Test
  void theNumberOfRulesIsBounded() {
    List<AlarmRule> rules = new ArrayList<>();
    for (int i = 0; i <= AlarmEngine.MAX_RULES; i++) {
      rules.add(rule("id", "rule-" + i));
    }
    assertThrows(IllegalArgumentException.class, () -> engine.setRules(rules, 0));
    assertThrows(IllegalArgumentException.class, () -> engine.setRules(List.of(rule(), rule()), 0));
  }
}
