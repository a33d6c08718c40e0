package io.obdio.socketio.alarm;

import io.obdio.socketio.alarm.AlarmChange.Kind;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one rule. It has no clock: the time is a parameter. Not thread-safe.
 *
 * <pre>
 *            value         condition holds      for the duration
 *  NO_VALUE ------> NORMAL --------------> PENDING -----------> FIRING
 *     ^                ^                      |                    |
 *     |                +----------------------+--------------------+
 *     +---- no value   does not hold any more, FIRING with hysteresis
 * </pre>
 */
final class AlarmTracker {

  private enum Verdict {
    HOLDS,
    DOES_NOT_HOLD,
    NO_VALUE
  }

  private final AlarmRule rule;
  private AlarmPhase phase;
  private boolean acknowledged = true;
  private OptionalDouble value = OptionalDouble.empty();
  private long since;
  private OptionalLong fired = OptionalLong.empty();
  private int count;

  AlarmTracker(AlarmRule rule, long now) {
    this.rule = rule;
    this.phase = rule.enabled() ? AlarmPhase.NO_VALUE : AlarmPhase.DISABLED;
    this.since = now;
  }

  AlarmRule rule() {
    return rule;
  }

  AlarmState state() {
    return new AlarmState(rule, phase, acknowledged, value, since, fired, count);
  }

  /** Evaluates the rule; returns the change that follows, null for none. */
  @Nullable AlarmChange update(SignalReadings readings, long now) {
    if (phase == AlarmPhase.DISABLED) {
      return null;
    }
    value = readings.number(rule.condition(), now);
    return switch (verdict(readings, now)) {
      case HOLDS -> holds(now);
      case DOES_NOT_HOLD -> ends(AlarmPhase.NORMAL, Kind.RESOLVED, now);
      case NO_VALUE -> ends(AlarmPhase.NO_VALUE, Kind.VALUE_LOST, now);
    };
  }

  private Verdict verdict(SignalReadings readings, long now) {
    boolean active = phase == AlarmPhase.FIRING;
    AlarmCondition gate = rule.onlyWhile();
    OptionalDouble gateValue = gate == null ? OptionalDouble.empty() : readings.number(gate, now);
    if (gate != null && gateValue.isPresent() && !gate.holds(gateValue.getAsDouble(), active)) {
      return Verdict.DOES_NOT_HOLD;
    }
    if (value.isEmpty() || gate != null && gateValue.isEmpty()) {
      return Verdict.NO_VALUE;
    }
    return rule.condition().holds(value.getAsDouble(), active)
        ? Verdict.HOLDS
        : Verdict.DOES_NOT_HOLD;
  }

  private @Nullable AlarmChange holds(long now) {
    boolean begins = phase == AlarmPhase.NORMAL || phase == AlarmPhase.NO_VALUE;
    if (begins) {
      enter(AlarmPhase.PENDING, now);
    }
    if (phase == AlarmPhase.PENDING && now - since >= rule.duration().toNanos()) {
      enter(AlarmPhase.FIRING, now);
      acknowledged = false;
      fired = OptionalLong.of(now);
      count++;
      return new AlarmChange(Kind.FIRING, state());
    }
    return begins ? new AlarmChange(Kind.PENDING, state()) : null;
  }

  /** Enters a phase without an alarm; returns the change if there was an alarm. */
  private @Nullable AlarmChange ends(AlarmPhase next, Kind kind, long now) {
    if (phase == next) {
      return null;
    }
    AlarmPhase before = phase;
    enter(next, now);
    return switch (before) {
      case FIRING -> new AlarmChange(kind, state());
      case PENDING -> new AlarmChange(Kind.CANCELLED, state());
      case DISABLED, NO_VALUE, NORMAL -> null;
    };
  }

  /** Ends the alarm because the rule goes; returns the change, null if there was no alarm. */
  @Nullable AlarmChange remove(long now) {
    return ends(AlarmPhase.DISABLED, Kind.RULE_CHANGED, now);
  }

  /** Acknowledges the alarm; returns the change, null if there is nothing to acknowledge. */
  @Nullable AlarmChange acknowledge() {
    if (acknowledged) {
      return null;
    }
    acknowledged = true;
    return new AlarmChange(Kind.ACKNOWLEDGED, state());
  }

  private void enter(AlarmPhase next, long now) {
    phase = next;
    since = now;
  }
}
