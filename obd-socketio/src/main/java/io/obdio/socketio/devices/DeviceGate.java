package io.obdio.socketio.devices;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessException;
import io.obdio.socketio.access.AccessGate;
import io.obdio.socketio.access.ClientSession;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.ProtectedRoutes;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The access policy as the devices need it. Safe for use by several threads; never blocks. */
final class DeviceGate implements ProtectedRoutes.Gate {

  private static final String FACE = "devices";

  private final Access access;
  private final AccessGate gate;
  private final Cors origins;
  private final Devices.Connector connector;
  private final DeviceHttp http;

  DeviceGate(Access access, Cors origins, Devices.Connector connector, DeviceHttp http) {
    this.access = access;
    this.gate = new AccessGate(access, FACE, this::refuse);
    this.origins = origins;
    this.connector = connector;
    this.http = http;
  }

  @Override
  public Optional<Principal> admit(HttpExchange exchange, Scope scope) {
    if (!origins.apply(exchange)) {
      refuse(exchange, 403, "not_allowed", "pages of this origin may not use the devices");
      return Optional.empty();
    }
    return gate.admit(exchange, scope);
  }

  private void refuse(HttpExchange exchange, AccessException why) {
    refuse(exchange, why.reason().httpStatus(), code(why).word(), String.valueOf(why.getMessage()));
  }

  private static ErrorCode code(AccessException refusal) {
    return switch (refusal.reason()) {
      case UNAUTHORIZED -> ErrorCode.UNAUTHORIZED;
      case NOT_ALLOWED -> ErrorCode.NOT_ALLOWED;
    };
  }

  private void refuse(HttpExchange exchange, int status, String code, String message) {
    Map<String, Object> errors = new LinkedHashMap<>();
    errors.put(code, message);
    errors.put("__all__", message);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("success", false);
    body.put("errors", errors);
    http.respond(exchange, status, body);
  }

  @Override
  public void preflight(HttpExchange exchange) {
    origins.preflight(exchange, origins.apply(exchange));
  }

  /** Registers a session, which is closed when the key is withdrawn; returns how to end that. */
  Runnable register(Principal principal, ClientSession session) {
    return access.register(principal, session);
  }

  /**
   * Checks that a client may set a device. The audit log records refusals.
   *
   * @param device name of the device
   * @throws RequestException {@link ErrorCode#NOT_ALLOWED} with the missing scope or the switch
   */
  void authorize(Principal principal, Scope scope, String device) throws RequestException {
    try {
      access.require(principal, scope);
    } catch (AccessException e) {
      record(principal, scope, device, code(e).word());
      throw new RequestException(code(e), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Checks that a client has a scope.
   *
   * @throws RequestException {@link ErrorCode#NOT_ALLOWED} with the missing scope
   */
  void require(Principal principal, Scope scope) throws RequestException {
    try {
      access.requireScope(principal, scope);
    } catch (AccessException e) {
      throw new RequestException(code(e), String.valueOf(e.getMessage()));
    }
  }

  /** Records the outcome of setting a device in the audit. */
  void record(Principal principal, Scope scope, String device, String outcome) {
    String action =
        switch (scope) {
          case CLEAR -> "clear_dtc";
          case CONNECT -> "connect";
          default -> "set";
        };
    access.audit().record(FACE, principal, action, device, outcome);
  }

  /**
   * Connects to the configured vehicle.
   *
   * @throws RequestException if the configuration has none
   */
  CompletionStage<ConnectionStatus> connect() throws RequestException {
    return connector.connect();
  }
}
