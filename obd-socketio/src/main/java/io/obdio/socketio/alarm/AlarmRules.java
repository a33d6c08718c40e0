package io.obdio.socketio.alarm;

import io.obdio.core.formula.Formula;
import io.obdio.core.formula.FormulaException;
import io.obdio.core.unit.Unit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of rules in JSON and YAML: reading, with the checks, and writing. */
public final class AlarmRules {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern SIGNAL =
      Pattern.compile("[A-Za-z0-9_]{1,100}([.][A-Za-z0-9_ ]{1,60})?");
  private static final double MAX_DURATION_MS = 86_400_000;

  private static final List<String> CONDITION =
      List.of("signal", "expression", "comparison", "threshold", "unit", "hysteresis");
  private static final List<String> RULE =
      List.of(
          "id",
          "signal",
          "expression",
          "comparison",
          "threshold",
          "unit",
          "hysteresis",
          "only_while",
          "duration_ms",
          "severity",
          "message",
          "sound",
          "webhook",
          "enabled");

  private AlarmRules() {}

  /**
   * Returns a rule.
   *
   * @param json the members as {@link #json} writes them; {@code expression}, {@code unit} and
   *     {@code only_while} may be absent, and so may those with a default: {@code hysteresis} 0,
   *     {@code duration_ms} 0, {@code severity} warning, {@code sound} true, {@code webhook} true,
   *     {@code enabled} true
   * @throws AlarmRuleException if the rule is not valid
   */
  public static AlarmRule read(Map<?, ?> json) {
    RuleFields fields = new RuleFields("", json, RULE);
    String id = fields.requiredText("id");
    if (!ID.matcher(id).matches()) {
      throw fields.error("id", "must consist of 1 to 64 lower-case letters, digits and hyphens");
    }
    Map<?, ?> gate = fields.object("only_while");
    String severity = fields.word("severity", Severity.WARNING.word(), Severity.words());
    return new AlarmRule(
        id,
        condition(fields),
        gate == null ? null : condition(new RuleFields("only_while", gate, CONDITION)),
        Duration.ofMillis((long) fields.number("duration_ms", 0, 0, MAX_DURATION_MS)),
        Severity.ofWord(severity).orElseThrow(),
        fields.requiredText("message"),
        fields.flag("sound", true),
        fields.flag("webhook", true),
        fields.flag("enabled", true));
  }

  private static AlarmCondition condition(RuleFields fields) {
    String signal = fields.requiredText("signal");
    if (!SIGNAL.matcher(signal).matches()) {
      throw fields.error(
          "signal", "must be the name of a command, such as COOLANT_TEMP or STATUS.DTC_COUNT");
    }
    String symbol = fields.requiredText("comparison");
    Comparison comparison =
        Comparison.ofSymbol(symbol)
            .orElseThrow(
                () ->
                    fields.error(
                        "comparison", "must be one of " + String.join(" ", Comparison.symbols())));
    double hysteresis = fields.number("hysteresis", 0, 0, Double.MAX_VALUE);
    if (hysteresis > 0 && !comparison.hasHysteresis()) {
      throw fields.error("hysteresis", "has no meaning for the comparison " + symbol);
    }
    double threshold =
        fields.number("threshold", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    return new AlarmCondition(
        signal, expression(fields), comparison, threshold, unit(fields), hysteresis);
  }

  private static @Nullable Formula expression(RuleFields fields) {
    String text = fields.text("expression");
    try {
      return text == null ? null : AlarmExpression.compile(text);
    } catch (FormulaException e) {
      throw fields.error("expression", String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Unit unit(RuleFields fields) {
    String name = fields.text("unit");
    return name == null
        ? null
        : Unit.byName(name).orElseThrow(() -> fields.error("unit", "'" + name + "' is not a unit"));
  }

  /** Returns the members of a rule; those without a value are left out. */
  public static Map<String, Object> json(AlarmRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rule.id());
    json.putAll(json(rule.condition()));
    AlarmCondition gate = rule.onlyWhile();
    if (gate != null) {
      json.put("only_while", json(gate));
    }
    json.put("duration_ms", rule.duration().toMillis());
    json.put("severity", rule.severity().word());
    json.put("message", rule.message());
    json.put("sound", rule.sound());
    json.put("webhook", rule.webhook());
    json.put("enabled", rule.enabled());
    return json;
  }

  private static Map<String, Object> json(AlarmCondition condition) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("signal", condition.signal());
    Formula expression = condition.expression();
    if (expression != null) {
      json.put("expression", expression.toString());
    }
    json.put("comparison", condition.comparison().symbol());
    json.put("threshold", condition.threshold());
    Unit unit = condition.unit();
    if (unit != null) {
      json.put("unit", unit.symbol());
    }
    json.put("hysteresis", condition.hysteresis());
    return json;
  }
}
