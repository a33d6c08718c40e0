package io.obdio.socketio.app.query;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.UnitSystem;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import io.obdio.socketio.vehicle.ObdJson;
import io.obdio.socketio.vehicle.ResponseJson;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results as JSON: an array of responses, each in the form of the server's event {@code response}.
 * A stream has one response a line instead.
 */
final class JsonWriter implements ResultWriter {

  private static final ResponseJson RESPONSES = new ResponseJson(false);

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final PrintWriter out;
  private final UnitSystem system;
  private final boolean stream;

  private boolean any;

  JsonWriter(PrintWriter out, UnitSystem system, boolean stream) {
    this.out = out;
    this.system = system;
    this.stream = stream;
  }

  @Override
  public void begin() {
    if (!stream) {
      out.print("[");
    }
  }

  @Override
  public void write(List<Result> results) {
    for (Result result : results) {
      String separator = stream ? "" : any ? ",\n " : "";
      out.print(separator + mapper.writeValueAsString(json(result)) + (stream ? "\n" : ""));
      any = true;
    }
    out.flush();
  }

  @Override
  public void end() {
    if (!stream) {
      out.println("]");
      out.flush();
    }
  }

  private Map<String, @Nullable Object> json(Result result) {
    Map<String, @Nullable Object> json = RESPONSES.responseOrReason(result.response(), system);
    Object value = result.response().valueOrNull();
    if (value != null) {
      json.put("value", rounded(result, value, json.get("value")));
    }
    if (result.queried().raw()) {
      json.put(
          "messages",
          result.response().messages().stream()
              .map(m -> Map.of("ecu", m.ecu().toString(), "data", m.payload().toHex()))
              .toList());
      json.put("decoded", result.lines().isEmpty() ? "" : result.lines().get(0).text());
    }
    if (result.isMissing()) {
      json.put("detail", result.response().noValue().map(why -> why.detail()).orElse(""));
    }
    return json;
  }

  private @Nullable Object rounded(Result result, Object value, @Nullable Object converted) {
    var decoder = result.queried().command().decoder();
    if (value instanceof Quantity quantity) {
      return ObdJson.value(Digits.round(quantity, decoder.resolution(), system).quantity());
    }
    if (value instanceof SensorValues sensors) {
      Map<String, SensorValue> parts = new LinkedHashMap<>(sensors.values());
      parts.replaceAll(
          (name, part) ->
              part instanceof SensorValue.Measured measured
                  ? new SensorValue.Measured(
                      Digits.round(measured.quantity(), decoder.resolution(name), system)
                          .quantity())
                  : part);
      return ObdJson.value(new SensorValues(parts));
    }
    return converted;
  }
}
