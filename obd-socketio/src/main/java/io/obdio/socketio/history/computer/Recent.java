package io.obdio.socketio.history.computer;

import java.util.HashMap;
import java.util.Map;

/** The latest value of each command, as long as it is recent enough to be combined with others. */
final class Recent {

  /** The time for which a value is used, in ms. */
  static final long MAX_AGE = 15_000;

  private record Timed(double value, long time) {}

  private final Map<String, Timed> values = new HashMap<>();

  void put(String command, double value, long time) {
    values.put(command, new Timed(value, time));
  }

  /** Returns the latest value; NaN if there is none or it is too old. */
  double get(String command, long now) {
    Timed timed = values.get(command);
    return timed != null && now - timed.time <= MAX_AGE ? timed.value : Double.NaN;
  }

  /** Returns the latest value, however old it is, or another one. */
  double getOr(String command, double otherwise) {
    Timed timed = values.get(command);
    return timed != null ? timed.value : otherwise;
  }
}
