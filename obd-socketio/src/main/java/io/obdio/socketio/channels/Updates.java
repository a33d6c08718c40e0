package io.obdio.socketio.channels;

import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdResponse;
import io.obdio.socketio.vehicle.ObdJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payloads of updates: {@code {"id": .., "serviced": .., "state": {..}}}. */
final class Updates {

  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Updates() {}

  /** Returns a time in ISO 8601 with milliseconds. */
  static String time(Instant time) {
    return ISO_MILLIS.format(time);
  }

  /** Returns an update of a thing. */
  static Map<String, Object> update(String id, Map<String, ?> state) {
    Map<String, Object> json = new LinkedHashMap<>(4);
    json.put("id", id);
    json.put("serviced", time(Instant.now()));
    json.put("state", state);
    return json;
  }

  /** Returns the update of a command; value and unit as in the namespace {@code /}. */
  static Map<String, Object> of(ObdResponse<?> response) {
    Object value = response.valueOrNull();
    Map<String, @Nullable Object> state = new LinkedHashMap<>(8);
    state.put("value", value == null ? null : ObdJson.value(value));
    state.put("unit", value == null ? null : ObdJson.unit(value));
    state.put("updated", time(response.time()));
    if (!response.messages().isEmpty()) {
      state.put("ecu", response.messages().get(0).ecu().toString());
    }
    if (value == null) {
      state.put(
          "reason",
          response
              .noValue()
              .map(NoValue::reason)
              .map(reason -> reason.name().toLowerCase(Locale.ROOT))
              .orElse(""));
    }
    return update(response.command().name(), state);
  }
}
