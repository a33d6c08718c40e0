package io.obdio.socketio.api;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessException;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.ObdJson;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The route {@code POST /api/v1/request}: one request in hexadecimal digits, answered with all
 * messages and the decoded value. It requires the scope {@code query}; a request of a service that
 * changes the vehicle requires {@code control} as well, and one that clears trouble codes {@code
 * clear}.
 */
public final class RawRequestRoutes {

  private static final int MAX_BODY = 4_096;
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int CLEAR_DTC = 0x04;
  private static final int CLEAR_DIAGNOSTIC_INFORMATION = 0x14;
  private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2}){1,128}");

  private final VehicleConnection vehicle;
  private final Commands commands;
  private final Access access;

  /** Creates the route. */
  public RawRequestRoutes(VehicleConnection vehicle, Commands commands, Access access) {
    this.vehicle = vehicle;
    this.commands = commands;
    this.access = access;
  }

  /** Adds the route. */
  public void addTo(ApiRoutes routes) {
    routes.add("POST", ApiRoutes.ROOT + "/request", Scope.QUERY, this::send);
  }

  private void send(ApiRequest request) throws RequestException {
    Map<String, @Nullable Object> body = request.object(MAX_BODY);
    ObdCommand<?> command = command(body.get("request"), body.get("ecu"));
    boolean changes = !Service.of(command.payload()).isRepeatable(command.payload());
    if (changes) {
      authorize(request, command);
    }
    long start = System.nanoTime();
    var unused =
        vehicle
            .submit("api " + request.client(), 1, DEADLINE, connection -> connection.force(command))
            .whenComplete(
                (response, failure) -> {
                  if (changes) {
                    record(request, command, failure == null ? "ok" : "failed");
                  }
                  if (failure == null) {
                    request.respond(json(command, response, System.nanoTime() - start));
                  } else {
                    request.refuse(failure);
                  }
                });
  }

  private void authorize(ApiRequest request, ObdCommand<?> command) throws RequestException {
    int service = command.service().orElse(0);
    boolean clears = service == CLEAR_DTC || service == CLEAR_DIAGNOSTIC_INFORMATION;
    try {
      access.require(request.client(), clears ? Scope.CLEAR : Scope.CONTROL);
    } catch (AccessException e) {
      record(request, command, ErrorCode.NOT_ALLOWED.word());
      throw new RequestException(ErrorCode.NOT_ALLOWED, String.valueOf(e.getMessage()));
    }
  }

  private void record(ApiRequest request, ObdCommand<?> command, String outcome) {
    access
        .audit()
        .record("api", request.client(), "request", command.request().toString(), outcome);
  }

  /** Returns the known command of the request, else one whose value is the bytes. */
  private ObdCommand<?> command(@Nullable Object request, @Nullable Object ecu)
      throws RequestException {
    String hex = request instanceof String text ? text.replaceAll("\\s", "") : "";
    if (!HEX.matcher(hex).matches()) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT,
          "request: must be 1 to 128 bytes in hexadecimal digits, such as 010C or 22F190");
    }
    Payload payload = Payload.ofHex(hex);
    ObdCommand<?> known =
        commands.all().stream()
            .filter(each -> each.payload().equals(payload))
            .findFirst()
            .orElseGet(() -> ObdCommand.named(hex.toUpperCase(Locale.ROOT)).request(hex).build());
    if (ecu == null || ecu.equals("")) {
      return known;
    }
    try {
      return known.toBuilder().to(String.valueOf(ecu).strip()).build();
    } catch (IllegalArgumentException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "ecu: " + e.getMessage());
    }
  }

  private static Map<String, Object> json(
      ObdCommand<?> command, ObdResponse<?> response, long nanos) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("request", command.request().toString());
    json.put("name", command.name());
    json.put("description", command.description());
    json.put("milliseconds", nanos / 1_000_000);
    List<Map<String, Object>> messages = new ArrayList<>();
    for (EcuMessage message : response.messages()) {
      messages.add(json(message));
    }
    json.put("messages", messages);
    Object value = response.valueOrNull();
    if (value != null) {
      json.put("value", ObdJson.value(value));
      json.put("unit", ObdJson.unit(value));
    } else {
      json.put("reason", response.noValue().map(Object::toString).orElse(""));
    }
    return json;
  }

  private static Map<String, Object> json(EcuMessage message) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ecu", message.ecu().toString());
    json.put("data", message.payload().toHex());
    NegativeResponse.parse(message.payload())
        .ifPresent(negative -> json.put("negative", negative.toString()));
    return json;
  }
}
