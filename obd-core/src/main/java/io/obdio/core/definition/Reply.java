package io.obdio.core.definition;

import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a file of real answers.
 *
 * @param line its number, from 1
 * @param year the car's model year, 0 if unknown
 * @param command as written: {@code 7E0.7E8.2101|f=-2018}
 * @param target whom it was sent to; empty for all
 * @param request from the service id on
 * @param extended true if the frames have an address byte before the PCI
 * @param years the command's model years, as in the command's option {@code f}
 * @param response the adapter's lines
 * @param expected value by signal: a number, a text, or null for none
 */
record Reply(
    int line,
    int year,
    String command,
    Optional<RequestTarget> target,
    Payload request,
    boolean extended,
    String years,
    String response,
    Map<String, @Nullable Object> expected) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Reply parse(String text, int number) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
    }
    String command = text(node, "command");
    String[] parts = command.split("\\|", 2);
    String[] address = parts[0].split("\\.", -1);
    if (address.length < 2 || address.length > 3) {
      throw new IllegalArgumentException("'" + command + "' is no command: header.request");
    }
    boolean extended = false;
    String years = "";
    for (String option : parts.length > 1 ? parts[1].split(",") : new String[0]) {
      extended |= option.startsWith("e=");
      years = option.startsWith("f=") ? option.substring(2) : years;
    }
    String answer = address.length == 3 ? address[1] : null;
    return new Reply(
        number,
        year(node),
        command,
        Headers.target(address[0], answer),
        Payload.ofHex(address[address.length - 1]),
        extended,
        years,
        text(node, "response"),
        expected(node));
  }

  private static Map<String, @Nullable Object> expected(JsonNode node) {
    JsonNode values = node.get("expected");
    if (values == null || !values.isObject()) {
      throw new IllegalArgumentException("needs an object 'expected'");
    }
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      JsonNode value = entry.getValue();
      if (value.isNumber()) {
        expected.put(entry.getKey(), value.doubleValue());
      } else if (value.isBoolean()) {
        expected.put(entry.getKey(), value.booleanValue() ? 1.0 : 0.0);
      } else {
        expected.put(entry.getKey(), value.isNull() ? null : value.asString());
      }
    }
    return expected;
  }

  private static int year(JsonNode node) {
    JsonNode year = node.get("year");
    if (year == null) {
      return 0;
    }
    try {
      return Integer.parseInt(year.asString().strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isString()) {
      throw new IllegalArgumentException("needs a text '" + field + "'");
    }
    return value.asString();
  }
}
