package io.obdio.socketio.alarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The states of all rules. It has no thread and no clock: the time is a parameter, in ns from an
 * arbitrary origin, and must not decrease. Not thread-safe.
 */
public final class AlarmEngine {

  /** The greatest number of rules. */
  public static final int MAX_RULES = 100;

  /** A value that is older does not count: an alarm on it ends. */
  public static final Duration MAX_AGE = Duration.ofSeconds(5);

  private final SignalReadings readings = new SignalReadings(MAX_AGE.toNanos());
  private Map<String, AlarmTracker> trackers = new LinkedHashMap<>();

  /** Creates an engine without rules. */
  public AlarmEngine() {}

  /**
   * Replaces the rules. The states of rules that remain the same are kept.
   *
   * @throws IllegalArgumentException if there are more than {@value #MAX_RULES} rules, or two of
   *     one id
   */
  public List<AlarmChange> setRules(List<AlarmRule> rules, long now) {
    if (rules.size() > MAX_RULES) {
      throw new IllegalArgumentException("at most " + MAX_RULES + " rules");
    }
    Map<String, AlarmTracker> next = new LinkedHashMap<>();
    for (AlarmRule rule : rules) {
      AlarmTracker old = trackers.get(rule.id());
      boolean same = old != null && old.rule().equals(rule);
      if (next.put(rule.id(), same ? old : new AlarmTracker(rule, now)) != null) {
        throw new IllegalArgumentException("there are two rules of the id '" + rule.id() + "'");
      }
    }
    List<AlarmChange> changes = new ArrayList<>();
    for (AlarmTracker old : trackers.values()) {
      if (next.get(old.rule().id()) != old) {
        add(changes, old.remove(now));
      }
    }
    trackers = next;
    changes.addAll(tick(now));
    return changes;
  }

  /**
   * Evaluates the rules with a new value.
   *
   * @param value the decoded value; null if the vehicle reports none
   */
  public List<AlarmChange> value(String command, @Nullable Object value, long now) {
    readings.put(command, value, now);
    return each(
        tracker ->
            tracker.rule().commands().contains(command) ? tracker.update(readings, now) : null);
  }

  /** Evaluates all rules: durations may be over and values may be too old. */
  public List<AlarmChange> tick(long now) {
    return each(tracker -> tracker.update(readings, now));
  }

  /** Discards all values: the vehicle does not answer any more. */
  public List<AlarmChange> vehicleLost(long now) {
    readings.clear();
    return tick(now);
  }

  /** Acknowledges the alarm of a rule, or all alarms if the id is empty. */
  public List<AlarmChange> acknowledge(String id) {
    return each(
        tracker -> id.isEmpty() || tracker.rule().id().equals(id) ? tracker.acknowledge() : null);
  }

  /** Returns the states, in the order of the rules. */
  public List<AlarmState> states() {
    return trackers.values().stream().map(AlarmTracker::state).toList();
  }

  /** Returns the state of a rule; null if there is no rule of the id. */
  public @Nullable AlarmState state(String id) {
    AlarmTracker tracker = trackers.get(id);
    return tracker == null ? null : tracker.state();
  }

  /** Returns the names of the commands that enabled rules need, sorted. */
  public Set<String> commands() {
    Set<String> commands = new TreeSet<>();
    for (AlarmTracker tracker : trackers.values()) {
      if (tracker.rule().enabled()) {
        commands.addAll(tracker.rule().commands());
      }
    }
    return commands;
  }

  private List<AlarmChange> each(Function<AlarmTracker, @Nullable AlarmChange> action) {
    List<AlarmChange> changes = new ArrayList<>();
    trackers.values().forEach(tracker -> add(changes, action.apply(tracker)));
    return changes;
  }

  private static void add(List<AlarmChange> changes, @Nullable AlarmChange change) {
    if (change != null) {
      changes.add(change);
    }
  }
}
