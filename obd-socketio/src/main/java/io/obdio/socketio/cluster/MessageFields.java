package io.obdio.socketio.cluster;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of an object that another server sent; each is checked when it is read. */
record MessageFields(Map<?, ?> map) {

  /** Returns the members of a value. */
  static MessageFields of(@Nullable Object value, String name) throws MessageException {
    if (value instanceof Map<?, ?> map) {
      return new MessageFields(map);
    }
    throw new MessageException(name + " is not an object");
  }

  MessageFields object(String name) throws MessageException {
    return of(map.get(name), name);
  }

  /** Returns an object, without members if there is none. */
  MessageFields objectOrEmpty(String name) {
    return map.get(name) instanceof Map<?, ?> inner
        ? new MessageFields(inner)
        : new MessageFields(Map.of());
  }

  String text(String name) throws MessageException {
    if (map.get(name) instanceof String text) {
      return text;
    }
    throw new MessageException(name + " is not a string");
  }

  String textOr(String name, String absent) {
    return map.get(name) instanceof String text ? text : absent;
  }

  /** Returns a string; null if there is none. */
  @Nullable String optionalText(String name) {
    return map.get(name) instanceof String text ? text : null;
  }

  int number(String name) throws MessageException {
    if (map.get(name) instanceof Number number) {
      return number.intValue();
    }
    throw new MessageException(name + " is not a number");
  }

  long numberOr(String name, long absent) {
    return map.get(name) instanceof Number number ? number.longValue() : absent;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(map.get(name));
  }

  boolean has(String name) {
    return map.containsKey(name);
  }

  @Nullable Object value(String name) {
    return map.get(name);
  }

  List<@Nullable Object> list(String name) throws MessageException {
    if (map.get(name) instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw new MessageException(name + " is not an array");
  }

  /** Returns the strings of an array; none if there is no array. */
  Set<String> texts(String name) {
    Set<String> texts = new LinkedHashSet<>();
    if (map.get(name) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof String text) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  /** Returns the members whose values are strings. */
  Map<String, String> strings() {
    Map<String, String> strings = new java.util.LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (name instanceof String key && value instanceof String text) {
            strings.put(key, text);
          }
        });
    return strings;
  }

  /** Returns the members whose names are strings, with a null for each that has no value. */
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new java.util.LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (name instanceof String key) {
            values.put(key, value);
          }
        });
    return values;
  }
}
