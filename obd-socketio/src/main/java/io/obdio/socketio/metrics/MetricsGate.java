package io.obdio.socketio.metrics;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessException;
import io.obdio.socketio.access.AccessGate;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.ProtectedRoutes;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.HttpExchange;
import java.util.Optional;

/** The access policy of the metrics, which pages of other origins cannot read. For any thread. */
final class MetricsGate implements ProtectedRoutes.Gate {

  private static final String FACE = "metrics";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final AccessGate gate;

  MetricsGate(Access access) {
    this.gate = new AccessGate(access, FACE, MetricsGate::refuse);
  }

  @Override
  public Optional<Principal> admit(HttpExchange exchange, Scope scope) {
    return gate.admit(exchange, scope);
  }

  private static void refuse(HttpExchange exchange, AccessException why) {
    exchange.respond(why.reason().httpStatus(), TEXT, why.getMessage() + "\n");
  }

  @Override
  public void preflight(HttpExchange exchange) {
    exchange.respond(204, "", "");
  }
}
