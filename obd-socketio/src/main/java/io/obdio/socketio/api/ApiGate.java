package io.obdio.socketio.api;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessException;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.ProtectedRoutes;
import io.obdio.socketio.access.RequestView;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.vehicle.ErrorCode;
import java.util.Optional;

/** The access policy as the REST interface applies it. For any thread; never blocks. */
final class ApiGate implements ProtectedRoutes.Gate {

  private static final String FACE = "api";

  private final Access access;
  private final Cors origins;
  private final JsonCodec json;

  ApiGate(Access access, Cors origins, JsonCodec json) {
    this.access = access;
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
    try {
      Principal principal = access.authenticate(FACE, RequestView.of(exchange));
      access.require(principal, scope);
      return Optional.of(principal);
    } catch (AccessException e) {
      refuse(exchange, e);
      return Optional.empty();
    }
  }

  private void refuse(HttpExchange exchange, AccessException why) {
    if (!why.retryAfter().isZero()) {
      exchange.responseHeader("retry-after", Long.toString(why.retryAfter().toSeconds()));
    }
    boolean unauthorized = why.reason() == AccessException.Reason.UNAUTHORIZED;
    if (unauthorized) {
      exchange.responseHeader("www-authenticate", "Bearer");
    }
    ErrorCode code = unauthorized ? ErrorCode.UNAUTHORIZED : ErrorCode.NOT_ALLOWED;
    ApiJson.respondError(
        exchange, json, why.reason().httpStatus(), code.word(), String.valueOf(why.getMessage()));
  }

  @Override
  public void preflight(HttpExchange exchange) {
    origins.preflight(exchange, origins.apply(exchange));
  }
}
