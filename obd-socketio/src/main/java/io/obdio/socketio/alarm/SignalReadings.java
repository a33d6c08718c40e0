package io.obdio.socketio.alarm;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The newest values of the commands that rules need. Not thread-safe. */
final class SignalReadings {

  private record Reading(Object value, long nanos) {}

  private final long maxAgeNanos;
  private final Map<String, Reading> readings = new HashMap<>();

  /**
   * Creates readings without values.
   *
   * @param maxAgeNanos values that are older do not count
   */
  SignalReadings(long maxAgeNanos) {
    this.maxAgeNanos = maxAgeNanos;
  }

  /** Stores a value; null if the vehicle reports none. */
  void put(String command, @Nullable Object value, long nanos) {
    if (value == null) {
      readings.remove(command);
    } else {
      readings.put(command, new Reading(value, nanos));
    }
  }

  void clear() {
    readings.clear();
  }

  /** Returns the number that a condition compares; empty if there is no current value. */
  OptionalDouble number(AlarmCondition condition, long now) {
    Reading reading = readings.get(condition.command());
    return reading == null || now - reading.nanos > maxAgeNanos
        ? OptionalDouble.empty()
        : condition.number(reading.value);
  }
}
