package io.obdio.socketio.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a socket's data that another server can read: what JSON has, and byte arrays. */
final class PlainValues {
  private PlainValues() {}

  /** Returns a copy without the members whose values JSON does not have. */
  static Map<String, Object> of(Map<String, Object> data) {
    Map<String, Object> plain = new LinkedHashMap<>();
    data.forEach(
        (name, value) -> {
          if (isPlain(value)) {
            plain.put(name, value);
          }
        });
    return plain;
  }

  /** Returns the members that have a value. */
  static Map<String, Object> present(Map<String, @Nullable Object> members) {
    Map<String, Object> present = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return present;
  }

  private static boolean isPlain(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list).stream().allMatch(PlainValues::isPlain);
    }
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().allMatch(String.class::isInstance)
          && map.values().stream().allMatch(PlainValues::isPlain);
    }
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Float
        || value instanceof byte[];
  }
}
