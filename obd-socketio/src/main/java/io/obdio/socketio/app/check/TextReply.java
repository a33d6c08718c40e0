package io.obdio.socketio.app.check;

import io.obdio.core.message.EcuAddress.Kind;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a file of recorded answers: {@code {"year": "2014", "command":
 * "7E0.7E8.2101|f=-2018", "response": "7E806610181076525", "expected": {"SIGNAL": 1.5}}}.
 *
 * <p>The command is header, answer header if it is not the usual one, and request, then options
 * after {@code |}: {@code e=2A} extended address, {@code ta=2A} tester address, {@code c=17}
 * priority, {@code f=-2018} model years. The response is the lines of an ELM327 with headers on.
 *
 * @param line its number, from 1
 * @param year the vehicle's model year; empty if unknown
 * @param command as written
 * @param header the request header
 * @param answerHeader the answer header; "" if it is not given
 * @param request from the service id on
 * @param options the options by name
 * @param response the adapter's lines
 * @param expected value by name: a number, a text, or null for "not available"
 */
record TextReply(
    int line,
    OptionalInt year,
    String command,
    String header,
    String answerHeader,
    Payload request,
    Map<String, String> options,
    String response,
    Map<String, @Nullable Object> expected) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int CAN_11_DIGITS = 3;

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException with the reason, if it is not valid
   */
  static TextReply parse(String text, int number) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    String command = text(node, "command");
    String[] parts = command.split("\\|", 2);
    String[] address = parts[0].split("\\.", -1);
    if (address.length < 2 || address.length > 3) {
      throw new IllegalArgumentException("'" + command + "' is not a command: header.request");
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : parts.length > 1 ? parts[1].split(",") : new String[0]) {
      int equals = option.indexOf('=');
      options.put(
          equals < 0 ? option : option.substring(0, equals),
          equals < 0 ? "" : option.substring(equals + 1));
    }
    return new TextReply(
        number,
        year(node),
        command,
        address[0],
        address.length == 3 ? address[1] : "",
        Payload.ofHex(address[address.length - 1]),
        options,
        text(node, "response"),
        expected(node));
  }

  /** Returns this reply with a model year, if it has none. */
  TextReply orYear(OptionalInt other) {
    return year.isPresent() || other.isEmpty()
        ? this
        : new TextReply(
            line, other, command, header, answerHeader, request, options, response, expected);
  }

  /**
   * Returns the complete messages in the response. A line that lost a character may look like one
   * of another bus; the header shows which one it is not.
   */
  List<EcuMessage> messages() {
    Kind other = header.length() == CAN_11_DIGITS ? Kind.BYTE : Kind.CAN_11;
    return ElmFrames.read(response, isExtended()).stream()
        .filter(message -> message.ecu().kind() != other)
        .toList();
  }

  /** Returns the data of each ECU's answer to the request. */
  List<Payload> data() {
    List<Payload> data = new ArrayList<>();
    for (EcuMessage message : messages()) {
      Payload found = Service.data(request, message);
      if (found != null) {
        data.add(found);
      }
    }
    return data;
  }

  /** Returns whether the frames have an address byte before the protocol control information. */
  boolean isExtended() {
    return options.containsKey("e");
  }

  private static Map<String, @Nullable Object> expected(JsonNode node) {
    JsonNode values = node.get("expected");
    if (values == null || !values.isObject()) {
      throw new IllegalArgumentException("expected an object 'expected'");
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

  private static OptionalInt year(JsonNode node) {
    JsonNode year = node.get("year");
    String text = year == null ? "" : year.asString().strip();
    return text.matches("\\d{4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isString()) {
      throw new IllegalArgumentException("expected a text '" + field + "'");
    }
    return value.asString();
  }
}
