package io.obdio.socketio.app.sim;

import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request for frequent values of a vehicle: the payload of {@code cmd/live}.
 *
 * @param seconds time between two messages, 0.2 to 60
 * @param names the values; empty for all
 * @param duration seconds for which the request is valid, 1 to 3600
 */
record LiveInterest(double seconds, Set<String> names, double duration) {

  private static final JacksonJson JSON = new JacksonJson();
  private static final int MOST_BYTES = 10_000;

  /** Reads a payload; empty if it is not valid. Numbers are limited to their ranges. */
  static Optional<LiveInterest> parse(byte[] payload) {
    try {
      if (payload.length <= MOST_BYTES
          && JSON.decode(payload, 0, payload.length) instanceof Map<?, ?> members) {
        Set<String> names = new HashSet<>();
        if (members.get("names") instanceof List<?> list) {
          list.forEach(name -> names.add(String.valueOf(name)));
        }
        return Optional.of(
            new LiveInterest(
                number(members, "interval_ms", 1000, 200, 60_000) / 1000,
                names,
                number(members, "for_s", 60, 1, 3600)));
      }
    } catch (JsonException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static double number(
      Map<?, ?> members, String name, double otherwise, double min, double max) {
    return members.get(name) instanceof Number number
        ? Math.max(min, Math.min(number.doubleValue(), max))
        : otherwise;
  }
}
