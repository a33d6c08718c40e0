package io.obdio.socketio.vehicle;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.unit.UnitSystem;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of commands and responses, as maps for a codec. Immutable. */
public final class ResponseJson {

  /** The bit masks of python-OBD's ECUs. */
  private static final Map<EcuFilter, Integer> ECU_MASKS =
      new EnumMap<>(
          Map.of(
              EcuFilter.ALL, 0xFF,
              EcuFilter.ADAPTER, 1,
              EcuFilter.ENGINE, 2,
              EcuFilter.TRANSMISSION, 4));

  /** The services whose commands python-OBD marks as fast: the answer needs no waiting time. */
  private static final Set<Integer> FAST_SERVICES = Set.of(0x01, 0x02, 0x09);

  private final boolean details;

  /**
   * Creates a representation.
   *
   * @param details whether commands have the members {@code command}, {@code bytes}, {@code ecu}
   *     and {@code fast}, which obd-socketio sends
   */
  public ResponseJson(boolean details) {
    this.details = details;
  }

  /**
   * Returns a command: {@code {"name": "SPEED", "desc": "Vehicle Speed"}}, with details followed by
   * {@code "command": "010D", "bytes": 3, "ecu": 2, "fast": true}.
   */
  public Map<String, Object> command(ObdCommand<?> command) {
    Map<String, Object> json = new LinkedHashMap<>(8);
    json.put("name", command.name());
    json.put("desc", command.description());
    if (details) {
      json.put("command", request(command.request()));
      json.put("bytes", command.answerBytes());
      json.put("ecu", ECU_MASKS.getOrDefault(command.ecus(), 0xFF));
      json.put("fast", FAST_SERVICES.contains(command.service().orElse(-1)));
    }
    return json;
  }

  private static String request(DiagnosticRequest request) {
    if (request instanceof DiagnosticRequest.ToAdapter adapter) {
      return adapter.command();
    }
    return request instanceof DiagnosticRequest.ToVehicle vehicle ? vehicle.payload().toHex() : "";
  }

  /**
   * Returns a response: {@code {"value": .., "command": {..}, "time": .., "unit": ".."}}; null for
   * an empty response.
   */
  public @Nullable Map<String, @Nullable Object> response(ObdResponse<?> response) {
    return response(response, UnitSystem.AS_DEFINED);
  }

  /** Returns a response with its quantities in the units of a system; null for an empty one. */
  public @Nullable Map<String, @Nullable Object> response(
      ObdResponse<?> response, UnitSystem system) {
    return response.isEmpty() ? null : responseOrReason(response, system);
  }

  /** Returns responses, or the reasons why they are empty, by the names of their commands. */
  public Map<String, Object> byName(List<ObdResponse<?>> responses) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (ObdResponse<?> response : responses) {
      json.put(response.command().name(), responseOrReason(response));
    }
    return json;
  }

  /** Returns a response; an empty one has value and unit null and a {@code reason}. */
  public Map<String, @Nullable Object> responseOrReason(ObdResponse<?> response) {
    return responseOrReason(response, UnitSystem.AS_DEFINED);
  }

  /**
   * Returns a response with its quantities in the units of a system; an empty one has value and
   * unit null and a {@code reason}.
   */
  public Map<String, @Nullable Object> responseOrReason(
      ObdResponse<?> response, UnitSystem system) {
    Object decoded = response.valueOrNull();
    Object value = decoded == null ? null : UnitValues.convert(decoded, system);
    Map<String, @Nullable Object> json = new LinkedHashMap<>(8);
    json.put("value", value == null ? null : ObdJson.value(value));
    json.put("command", command(response.command()));
    json.put("time", response.time().toEpochMilli());
    json.put("unit", value == null ? null : ObdJson.unit(value));
    if (value == null) {
      json.put("reason", response.noValue().map(ResponseJson::reason).orElse(""));
    }
    return json;
  }

  private static String reason(NoValue why) {
    return why.reason().name().toLowerCase(Locale.ROOT);
  }
}
