package io.obdio.socketio.rest;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessException;
import io.obdio.socketio.access.AccessGate;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.ProtectedRoutes;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.vehicle.ErrorCode;
import java.util.Optional;

/** The access policy as the REST interface applies it. For any thread; never blocks. */
final class ApiGate implements ProtectedRoutes.Gate {

  private static final String FACE = "api";

  private final AccessGate gate;
  private final Cors origins;
  private final JsonCodec json;

  ApiGate(Access access, Cors origins, JsonCodec json) {
    this.gate = new AccessGate(access, FACE, this::refuse);
    this.origins = origins;
    this.json = json;
  }

  @Override
  public Optional<Principal> admit(HttpExchange exchange, Scope scope) {
    if (!origins.apply(exchange)) {
      ApiJson.respondError(
          exchange,
          json,
          403,
          ErrorCode.NOT_ALLOWED.word(),
          "pages of this origin may not use the server; see the option cors-origins");
      return Optional.empty();
    }
    return gate.admit(exchange, scope);
  }

  private void refuse(HttpExchange exchange, AccessException why) {
    boolean unauthorized = why.reason() == AccessException.Reason.UNAUTHORIZED;
    ErrorCode code = unauthorized ? ErrorCode.UNAUTHORIZED : ErrorCode.NOT_ALLOWED;
    ApiJson.respondError(
        exchange, json, why.reason().httpStatus(), code.word(), String.valueOf(why.getMessage()));
  }

  @Override
  public void preflight(HttpExchange exchange) {
    origins.preflight(exchange, origins.apply(exchange));
  }
}
