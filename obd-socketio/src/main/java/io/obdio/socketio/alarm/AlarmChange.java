package io.obdio.socketio.alarm;

import java.util.Locale;

/**
 * A change of an alarm that clients are notified of.
 *
 * @param kind what happened
 * @param state the state afterwards
 */
public record AlarmChange(Kind kind, AlarmState state) {

  /** The kinds of changes. */
  public enum Kind {
    /** The condition holds; the duration begins. */
    PENDING,
    /** The alarm has become active. */
    FIRING,
    /** The alarm did not become active: the condition ended before the duration was over. */
    CANCELLED,
    /** The alarm has ended because the value has returned to normal. */
    RESOLVED,
    /** The alarm has ended because there is no value any more. */
    VALUE_LOST,
    /** The alarm has ended because its rule was changed, disabled or removed. */
    RULE_CHANGED,
    /** A client has acknowledged the alarm. */
    ACKNOWLEDGED,
    /** A client tests the outputs; the state has not changed. */
    TEST;

    /** Returns whether the alarm became active or ceased to be so. */
    boolean isTransition() {
      return switch (this) {
        case FIRING, RESOLVED, VALUE_LOST, RULE_CHANGED -> true;
        case PENDING, CANCELLED, ACKNOWLEDGED, TEST -> false;
      };
    }

    /** Returns the kind as clients receive it, such as {@code firing}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
