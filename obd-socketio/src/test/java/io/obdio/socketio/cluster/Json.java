package io.obdio.socketio.cluster;

import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON between a test and its servers; bytes are {@code {"$bytes":[1,2]}}. */
final class Json {
  private static final JacksonJson CODEC = new JacksonJson();
  private static final String BYTES = "$bytes";

  private Json() {}

  static Object read(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try {
      return CODEC.decode(utf8, 0, utf8.length);
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static String write(Object value) {
    try {
      return new String(CODEC.encode(value, List.of()), StandardCharsets.UTF_8);
    } catch (JsonException e) {
      throw new IllegalArgumentException(String.valueOf(value), e);
    }
  }

  /** Returns the object that represents bytes. */
  static Map<String, Object> bytes(int... values) {
    List<Object> list = new ArrayList<>();
    for (int value : values) {
      list.add(value);
    }
    return Map.of(BYTES, list);
  }

  /** Returns an argument with byte arrays in place of the objects that represent them. */
  static Object revive(Object value) {
    if (value instanceof Map<?, ?> map && map.get(BYTES) instanceof List<?> list) {
      byte[] bytes = new byte[list.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = ((Number) list.get(i)).byteValue();
      }
      return bytes;
    }
    return value;
  }

  /** Returns a value with objects in place of byte arrays. */
  static Object plain(Object value) {
    if (value instanceof byte[] bytes) {
      int[] values = new int[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        values[i] = bytes[i] & 0xFF;
      }
      return bytes(values);
    }
    return value instanceof List<?> list ? list.stream().map(Json::plain).toList() : value;
  }
}
