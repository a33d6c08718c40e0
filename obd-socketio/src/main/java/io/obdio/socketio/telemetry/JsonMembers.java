package io.obdio.socketio.telemetry;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object from outside, with checks of type and range. */
final class JsonMembers {

  private static final JsonCodec JSON = new JacksonJson();

  private final Map<?, ?> members;

  private JsonMembers(Map<?, ?> members) {
    this.members = members;
  }

  /** Reads an object. */
  static JsonMembers parse(byte[] utf8) throws BatchException {
    try {
      return of(JSON.decode(utf8, 0, utf8.length), "the payload");
    } catch (JsonException e) {
      throw new BatchException(String.valueOf(e.getMessage()), e);
    }
  }

  static JsonMembers of(@Nullable Object value, String what) throws BatchException {
    if (value instanceof Map<?, ?> map) {
      return new JsonMembers(map);
    }
    throw new BatchException(what + " is no object");
  }

  static byte[] write(Map<String, ?> tree) {
    try {
      return JSON.encode(tree, List.of());
    } catch (JsonException e) {
      throw new IllegalStateException("a tree of numbers and texts cannot be written", e);
    }
  }

  /** Returns a number as JSON writes it shortest without loss. */
  static Number number(double value) {
    boolean integral =
        value == Math.rint(value)
            && Math.abs(value) < DataBatch.MAX_INTEGER
            && !isNegativeZero(value);
    return integral ? (Number) (long) value : (Number) value;
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && 1 / value < 0;
  }

  Map<?, ?> map() {
    return members;
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  long integer(String name, long min, long max) throws BatchException {
    return integer(members.get(name), name, min, max);
  }

  static long integer(@Nullable Object value, String what, long min, long max)
      throws BatchException {
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new BatchException(what + " is no integer from " + min + " to " + max);
  }

  static double finite(Number value, String what) throws BatchException {
    double number = value.doubleValue();
    if (!Double.isFinite(number)) {
      throw new BatchException(what + " has a number that is too large");
    }
    return number;
  }

  boolean flag(String name) throws BatchException {
    if (members.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw new BatchException(name + " is neither true nor false");
  }

  String text(String name, int maxLength) throws BatchException {
    return text(members.get(name), name, maxLength);
  }

  static String text(@Nullable Object value, String what, int maxLength) throws BatchException {
    if (value instanceof String text && text.length() <= maxLength) {
      return text;
    }
    throw new BatchException(what + " is no text of at most " + maxLength + " characters");
  }

  List<?> list(String name) throws BatchException {
    return list(members.get(name), name);
  }

  static List<?> list(@Nullable Object value, String what) throws BatchException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new BatchException(what + " is no array");
  }

  JsonMembers object(String name) throws BatchException {
    return of(members.get(name), name);
  }
}
