package io.obdio.socketio.metrics;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessException;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.ProtectedRoutes;
import io.obdio.socketio.access.RequestView;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.HttpExchange;
import java.util.Optional;

/** The access policy of the metrics, which pages of other origins cannot read. For any thread. */
final class MetricsGate implements ProtectedRoutes.Gate {

  private static final String FACE = "metrics";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Access access;

  MetricsGate(Access access) {
    this.access = access;
  }

  @Override
  public Optional<Principal> admit(HttpExchange exchange, Scope scope) {
    try {
      Principal principal = access.authenticate(FACE, RequestView.of(exchange));
      access.require(principal, scope);
      return Optional.of(principal);
    } catch (AccessException e) {
      if (!e.retryAfter().isZero()) {
        exchange.responseHeader("retry-after", Long.toString(e.retryAfter().toSeconds()));
      }
      if (e.reason() == AccessException.Reason.UNAUTHORIZED) {
        exchange.responseHeader("www-authenticate", "Bearer");
      }
      exchange.respond(e.reason().httpStatus(), TEXT, e.getMessage() + "\n");
      return Optional.empty();
    }
  }

  @Override
  public void preflight(HttpExchange exchange) {
    exchange.respond(204, "", "");
  }
}
