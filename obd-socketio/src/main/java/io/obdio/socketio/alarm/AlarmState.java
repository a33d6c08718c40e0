package io.obdio.socketio.alarm;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The state of the alarm of one rule. Times are those of {@link System#nanoTime}, or of whatever
 * clock the engine is used with.
 *
 * @param rule the rule
 * @param phase the phase
 * @param acknowledged false once the alarm has become active, until it is acknowledged; true before
 * @param value the number that was compared last; empty while there is none
 * @param since when the phase began, in ns
 * @param fired when the alarm became active for the last time, in ns
 * @param count how often it became active since the rule was added
 */
public record AlarmState(
    AlarmRule rule,
    AlarmPhase phase,
    boolean acknowledged,
    OptionalDouble value,
    long since,
    OptionalLong fired,
    int count) {}
