package io.obdio.socketio.alarm;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule. Its alarm becomes active when the condition has held for a time, and ends when the
 * condition does not hold any more, with hysteresis.
 *
 * @param id 1 to 64 lower-case letters, digits and hyphens
 * @param condition the condition
 * @param onlyWhile a second condition that must hold as well, such as that the engine runs; null
 *     for none
 * @param duration how long the conditions must hold without a break; 0 to a day
 * @param severity shown to clients
 * @param message shown to clients; not blank
 * @param sound whether clients sound an alarm
 * @param webhook whether changes are sent to the webhook, if one is configured
 * @param enabled whether the rule is evaluated
 */
public record AlarmRule(
    String id,
    AlarmCondition condition,
    @Nullable AlarmCondition onlyWhile,
    Duration duration,
    Severity severity,
    String message,
    boolean sound,
    boolean webhook,
    boolean enabled) {

  /** Returns the names of the commands that the rule needs. */
  public Set<String> commands() {
    Set<String> commands = new HashSet<>();
    conditions().forEach(each -> commands.add(each.command()));
    return commands;
  }

  private List<AlarmCondition> conditions() {
    return onlyWhile == null ? List.of(condition) : List.of(condition, onlyWhile);
  }
}
