package io.obdio.socketio.uplink.homeassistant;

import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The templates (Jinja) that discovery messages may contain: the result is what Home Assistant
 * gets. Another template is an error of the test, not of the message.
 */
final class TestTemplates {

  private static final Pattern SLICE = Pattern.compile("\\{\\{ value\\[:(\\d+)] }}");
  private static final Pattern TIME =
      Pattern.compile("\\{\\{ \\(value_json((?:\\.\\w+)+) / 1000\\) \\| as_datetime }}");

  private TestTemplates() {}

  /**
   * Returns the text that a template makes of a payload.
   *
   * @throws IllegalArgumentException if the template is unknown, or the payload does not fit
   */
  static String render(String template, String payload) {
    Matcher slice = SLICE.matcher(template);
    if (slice.matches()) {
      return payload.substring(0, Math.min(payload.length(), Integer.parseInt(slice.group(1))));
    }
    Matcher time = TIME.matcher(template);
    if (time.matches()) {
      Object value = member(payload, time.group(1));
      if (!(value instanceof Number millis)) {
        throw new IllegalArgumentException(time.group(1) + " is no number in " + payload);
      }
      return Instant.ofEpochMilli(millis.longValue()).atOffset(ZoneOffset.UTC).toString();
    }
    throw new IllegalArgumentException("unknown template: " + template);
  }

  private static Object member(String payload, String path) {
    @Nullable Object value = json(payload);
    for (String name : path.substring(1).split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    if (value == null) {
      throw new IllegalArgumentException("no " + path + " in " + payload);
    }
    return value;
  }

  static @Nullable Object json(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    try {
      return new JacksonJson().decode(bytes, 0, bytes.length);
    } catch (JsonException e) {
      throw new IllegalArgumentException("no JSON: " + payload, e);
    }
  }
}
