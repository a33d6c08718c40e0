package io.obdio.socketio.alarm;

import java.util.Locale;

/** The phases of an alarm. */
public enum AlarmPhase {
  /** The rule is not evaluated. */
  DISABLED,
  /** There is no current value: the vehicle is off, or does not have the signal. */
  NO_VALUE,
  /** The condition does not hold. */
  NORMAL,
  /** The condition holds, but not for long enough yet. */
  PENDING,
  /** The alarm is active. */
  FIRING;

  /** Returns the phase as clients receive it, such as {@code no_value}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
