package io.obdio.core.definition;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object, read with their types. */
final class ObdbFields {

  private static final double MAX_WHOLE = 1e6;

  private final JsonNode node;

  private ObdbFields(JsonNode node) {
    this.node = node;
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if {@code node} is not an object
   */
  static ObdbFields of(@Nullable JsonNode node, String what) {
    if (node == null || !node.isObject()) {
      throw new IllegalArgumentException("expected an object '" + what + "'");
    }
    return new ObdbFields(node);
  }

  /** Reports the names of the fields that are not {@code known}. */
  void unknown(Collection<String> known, Consumer<String> report) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        report.accept("unknown field '" + field.getKey() + "' is ignored");
      }
    }
  }

  boolean has(String field) {
    JsonNode value = node.get(field);
    return value != null && !value.isNull();
  }

  @Nullable JsonNode node(String field) {
    return has(field) ? node.get(field) : null;
  }

  /** Returns the elements of an array; empty if the field is missing. */
  Iterator<JsonNode> array(String field) {
    JsonNode value = node(field);
    if (value != null && !value.isArray()) {
      throw new IllegalArgumentException("'" + field + "' is not a list");
    }
    return value == null ? List.<JsonNode>of().iterator() : value.iterator();
  }

  /** Returns a text or a number as text. */
  Optional<String> text(String field) {
    JsonNode value = node(field);
    return value == null ? Optional.empty() : Optional.of(string(field, value));
  }

  static String string(String field, JsonNode value) {
    if (!value.isValueNode()) {
      throw new IllegalArgumentException("'" + field + "' is not a text: " + value);
    }
    return value.asString();
  }

  boolean flag(String field) {
    JsonNode value = node(field);
    if (value != null && !value.isBoolean()) {
      throw new IllegalArgumentException("'" + field + "' is neither true nor false: " + value);
    }
    return value != null && value.booleanValue();
  }

  double number(String field, double otherwise) {
    JsonNode value = node(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("'" + field + "' is not a number: " + value);
    }
    return value.doubleValue();
  }

  int whole(String field, int otherwise) {
    return whole(field, number(field, otherwise));
  }

  OptionalInt whole(String field) {
    return has(field) ? OptionalInt.of(whole(field, 0)) : OptionalInt.empty();
  }

  static int whole(String field, double value) {
    if (value != Math.rint(value) || Math.abs(value) > MAX_WHOLE) {
      throw new IllegalArgumentException("'" + field + "' is not a whole number: " + value);
    }
    return (int) value;
  }

  /** Returns a byte that is written as two hexadecimal digits. */
  OptionalInt hexByte(String field) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("[0-9A-Fa-f]{1,2}")) {
      throw new IllegalArgumentException(
          "'" + field + "' is not one byte in hexadecimal digits: " + text.get());
    }
    return OptionalInt.of(Integer.parseInt(text.get(), 16));
  }
}
