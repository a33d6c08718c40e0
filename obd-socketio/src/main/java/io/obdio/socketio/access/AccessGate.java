package io.obdio.socketio.access;

import io.obdio.socketio.http.HttpExchange;
import java.util.Optional;

/**
 * The admission of the HTTP requests of one API: a client is authenticated and needs the scope of
 * the route. Refusals have the status and the headers of RFC 9110, and a body in the form of the
 * API. Safe for use by any thread; never blocks.
 */
public final class AccessGate {

  /** The response to a request that is refused. */
  @FunctionalInterface
  public interface Refusal {

    /** Responds with the status of {@code why.reason()}; the headers are set already. */
    void respond(HttpExchange exchange, AccessException why);
  }

  private final Access access;
  private final String face;
  private final Refusal refusal;

  /**
   * Creates a gate.
   *
   * @param face name of the API in the audit log
   * @param refusal writes the responses to requests that are refused
   */
  public AccessGate(Access access, String face, Refusal refusal) {
    this.access = access;
    this.face = face;
    this.refusal = refusal;
  }

  /** Returns the client of a request; empty after a refusal, to which it has responded. */
  public Optional<Principal> admit(HttpExchange exchange, Scope scope) {
    try {
      Principal principal = access.authenticate(face, RequestView.of(exchange));
      access.require(principal, scope);
      return Optional.of(principal);
    } catch (AccessException e) {
      if (!e.retryAfter().isZero()) {
        exchange.responseHeader("retry-after", Long.toString(e.retryAfter().toSeconds()));
      }
      if (e.reason() == AccessException.Reason.UNAUTHORIZED) {
        exchange.responseHeader("www-authenticate", "Bearer");
      }
      refusal.respond(exchange, e);
      return Optional.empty();
    }
  }
}
