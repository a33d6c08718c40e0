package io.obdio.socketio.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading and writing of rules. */
class AlarmRulesTest {

  private static Map<String, Object> valid() {
    Map<String, Object> json = new HashMap<>();
    json.put("id", "hot");
    json.put("signal", "COOLANT_TEMP");
    json.put("comparison", ">");
    json.put("threshold", 110);
    json.put("message", "too hot");
    return json;
  }

  @Test
  void defaults() {
    AlarmRule rule = AlarmRules.read(valid());
    assertEquals(0, rule.duration().toMillis());
    assertEquals(Severity.WARNING, rule.severity());
    assertTrue(rule.sound() && rule.webhook() && rule.enabled());
    assertEquals(0, rule.condition().hysteresis());
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Map<String, Object> json = valid();
    json.put("expression", "x * 2");
    json.put("unit", "°C");
    json.put(
        "only_while", Map.of("signal", "RPM", "comparison", ">", "threshold", 400, "unit", "rpm"));
    Map<String, Object> written = AlarmRules.json(AlarmRules.read(json));
    assertEquals(written, AlarmRules.json(AlarmRules.read(written)));
  }

  @Test
  void numbersAndFlagsMayBeTexts() {
    Map<String, Object> json = valid();
    json.put("threshold", "-1.5e2");
    json.put("enabled", "false");
    AlarmRule rule = AlarmRules.read(json);
    assertEquals(-150, rule.condition().threshold());
    assertEquals(false, rule.enabled());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id | A b | id: must consist of",
        "id | | id: is missing",
        "signal | | signal: is missing",
        "signal | 010C; drop | signal: must be the name",
        "comparison | => | comparison: must be one of > >= < <= = !=",
        "threshold | x | threshold: must be a number",
        "threshold | NaN | threshold: must be a number",
        "threshold | | threshold: is missing",
        "unit | parsec | unit: 'parsec' is not a unit",
        "hysteresis | -1 | hysteresis: must be a number",
        "duration_ms | 1e12 | duration_ms: must be a number from 0 to 86400000",
        "severity | bad | severity: must be one of info warning critical",
        "message | | message: is missing",
        "sound | maybe | sound: must be true or false",
        "only_while | x | only_while: must be an object",
        "expression | x + | expression: formula 'x +', character 4",
        "expression | y | expression: formula 'y', character 1",
        "treshold | 1 | treshold: is not a member of a rule; did you mean 'threshold'?",
      })
  void mistakes(String member, String value, String message) {
    Map<String, Object> json = valid();
    json.put(member, value);
    AlarmRuleException e = assertThrows(AlarmRuleException.class, () -> AlarmRules.read(json));
    assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
    assertEquals(member, e.member());
  }

  @Test
  void hysteresisHasNoMeaningForEquality() {
    Map<String, Object> json = valid();
    json.put("comparison", "=");
    json.put("hysteresis", 1);
    assertThrows(AlarmRuleException.class, () -> AlarmRules.read(json));
  }

  @Test
  void aMistakeInTheSecondConditionIsNamedByItsPath() {
    Map<String, Object> json = valid();
    json.put("only_while", Map.of("signal", "RPM", "comparison", ">"));
    AlarmRuleException e = assertThrows(AlarmRuleException.class, () -> AlarmRules.read(json));
    assertEquals("only_while.threshold", e.member());
  }

  @Test
  void presetsAreValidRules() {
    Set<String> ids = new HashSet<>();
    for (AlarmRule preset : AlarmPresets.all()) {
      assertTrue(ids.add(preset.id()));
      Map<String, Object> json = AlarmRules.json(preset);
      assertEquals(json, AlarmRules.json(AlarmRules.read(json)));
    }
    assertTrue(
        ids.containsAll(
            Set.of("overheating", "low-oil-pressure", "battery-low", "over-rev", "speed")));
  }
}
