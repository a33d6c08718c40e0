package io.obdio.socketio.api;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.decode.Decoded;
import io.obdio.core.definition.Definition;
import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.DefinitionProblem;
import io.obdio.core.definition.Definitions;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.ObdJson;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A definition that a client edits: its values, its problems, and the decoding of recorded messages
 * with it. Immutable.
 */
final class Workbench {

  private static final Pattern POSITION = Pattern.compile("character (\\d+): ");
  private static final int MAX_SHOWN = 2_000;

  private final Definition definition;
  private final List<ObdCommand<?>> commands;

  private Workbench(Definition definition) {
    this.definition = definition;
    this.commands = definition.commands();
  }

  /**
   * Reads a definition.
   *
   * @param name with the extension of the format
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it cannot be read at all
   */
  static Workbench of(String name, String text) throws RequestException {
    try {
      return new Workbench(Definitions.parse(name, text));
    } catch (DefinitionException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  /** Returns {@code {"values": [..], "problems": [..]}}, the first {@value #MAX_SHOWN} of each. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("values", commands.stream().limit(MAX_SHOWN).map(Workbench::json).toList());
    json.put(
        "problems", definition.problems().stream().limit(MAX_SHOWN).map(Workbench::json).toList());
    return json;
  }

  private static Map<String, Object> json(ObdCommand<?> command) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", command.name());
    json.put("description", command.description());
    json.put("request", command.payload().toHex());
    json.put("ecu", ecu(command));
    return json;
  }

  private static String ecu(ObdCommand<?> command) {
    return command.request() instanceof DiagnosticRequest.ToVehicle vehicle
        ? vehicle.target().map(target -> target.request().toString()).orElse("")
        : "";
  }

  private static Map<String, Object> json(DefinitionProblem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("place", problem.place());
    json.put("reason", problem.reason());
    json.put("left_out", problem.leftOut());
    Matcher position = POSITION.matcher(problem.reason());
    if (position.find()) {
      json.put("character", Integer.parseInt(position.group(1)));
    }
    return json;
  }

  /**
   * Returns a command that may be sent repeatedly.
   *
   * @throws RequestException {@link ErrorCode#UNKNOWN_COMMAND} if there is none of this name,
   *     {@link ErrorCode#NOT_ALLOWED} if its service does more than read
   */
  ObdCommand<?> command(String name) throws RequestException {
    ObdCommand<?> found =
        commands.stream()
            .filter(command -> command.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new RequestException(
                        ErrorCode.UNKNOWN_COMMAND, "the definition has no value of this name"));
    if (!found.isRepeatable()) {
      throw new RequestException(
          ErrorCode.NOT_ALLOWED, "the request changes the vehicle: use the console");
    }
    return found;
  }

  /**
   * Decodes recorded messages.
   *
   * @param messages each in the form {@code 7E8#410C0D48}
   * @return for each {@code {"value": .., "unit": ..}}, or {@code {"reason": ..}}
   */
  static List<Map<String, Object>> decode(ObdCommand<?> command, List<String> messages) {
    List<Map<String, Object>> values = new ArrayList<>(messages.size());
    messages.forEach(message -> values.add(decode(command, message)));
    return values;
  }

  private static Map<String, Object> decode(ObdCommand<?> command, String text) {
    Payload data;
    try {
      int mark = text.indexOf('#');
      EcuAddress ecu = EcuAddress.parse(text.substring(0, Math.max(mark, 0)));
      EcuMessage message = new EcuMessage(ecu, Payload.ofHex(text.substring(mark + 1)));
      data = Service.data(command.payload(), message);
    } catch (IllegalArgumentException e) {
      return Map.of("reason", "not a message such as 7E8#410C0D48");
    }
    if (data == null) {
      return Map.of("reason", "not a positive response to " + command.payload().toHex());
    }
    Decoded<?> decoded = command.decoder().decode(data);
    if (decoded instanceof Decoded.Value<?> value) {
      return Map.of("value", ObdJson.value(value.value()), "unit", ObdJson.unit(value.value()));
    }
    return Map.of("reason", ((Decoded.Failed<?>) decoded).reason());
  }
}
