package io.obdio.socketio.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with rules. */
class AlarmFileTest {

  @Test
  void aListOfRulesAndPresets() {
    List<AlarmRule> rules =
        AlarmFile.parse(
            "alarms.yaml",
            """
            - preset: overheating
              threshold: 105
            - id: trailer
              signal: SPEED
              comparison: ">"
              threshold: 80
              unit: km/h
              duration_ms: 3000
              only_while:
                signal: RPM
                comparison: ">"
                threshold: 400
              severity: info
              message: Too fast with a trailer
              sound: false
            """);
    assertEquals(List.of("overheating", "trailer"), rules.stream().map(AlarmRule::id).toList());
    assertEquals(105, rules.get(0).condition().threshold());
    assertEquals(Severity.CRITICAL, rules.get(0).severity());
    assertEquals(3000, rules.get(1).duration().toMillis());
    assertEquals(false, rules.get(1).sound());
  }

  @Test
  void anEmptyFileHasNoRules() {
    assertEquals(List.of(), AlarmFile.parse("alarms.yaml", "# none\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1 | alarms.yaml:1: expected a list with one entry for each rule",
        "- x | alarms.yaml:1: expected the members of a rule",
        "- preset: hot | alarms.yaml:1: preset: 'hot' is not a preset; there are overheating,"
            + " low-oil-pressure, battery-low, not-charging, over-rev, speed, oil-hot,"
            + " trouble-codes, fuel-low",
        "- {preset: speed, unit: parsec} | alarms.yaml:1: unit: 'parsec' is not a unit",
      })
  void mistakesNameTheLine(String text, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> AlarmFile.parse("alarms.yaml", text));
    assertEquals(message, e.getMessage());
  }
}
