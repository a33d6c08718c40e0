package io.obdio.socketio.http;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The pages that may use the server (CORS protocol of the Fetch standard). Immutable; for all APIs.
 */
public final class Cors {
  private final boolean all;
  private final Set<String> origins;
  private final Predicate<String> others;

  /**
   * Creates a rule.
   *
   * @param origins of foreign pages, such as {@code http://localhost:3000}; {@code *} is all
   */
  public Cors(List<String> origins) {
    this(origins, origin -> false);
  }

  /**
   * Creates a rule.
   *
   * @param origins of foreign pages, such as {@code http://localhost:3000}; {@code *} is all
   * @param others decides about other origins; runs on an event loop and must not block
   */
  public Cors(List<String> origins, Predicate<String> others) {
    this.all = origins.contains("*");
    this.origins = Set.copyOf(origins);
    this.others = others;
  }

  /** Returns whether pages of all origins may use the server. */
  public boolean all() {
    return all;
  }

  /** Sets the response's headers; returns whether the request's origin may use the server. */
  public boolean apply(HttpExchange exchange) {
    String origin = exchange.header("origin");
    if (origin == null) {
      return true;
    }
    if (all) {
      exchange.responseHeader("access-control-allow-origin", "*");
      return true;
    }
    exchange.responseHeader("vary", "Origin");
    if (origins.contains(origin) || others.test(origin)) {
      exchange.responseHeader("access-control-allow-origin", origin);
      exchange.responseHeader("access-control-allow-credentials", "true");
      return true;
    }
    return exchange.sameOrigin();
  }

  /** Answers a preflight request of an API whose methods are GET and POST. */
  public void preflight(HttpExchange exchange, boolean allowed) {
    preflight(exchange, allowed, "GET,POST,OPTIONS");
  }

  /**
   * Answers a preflight request.
   *
   * @param methods separated by commas
   */
  public void preflight(HttpExchange exchange, boolean allowed, String methods) {
    if (allowed) {
      exchange.responseHeader("access-control-allow-methods", methods);
      String headers = exchange.header("access-control-request-headers");
      if (headers != null) {
        exchange.responseHeader("access-control-allow-headers", headers);
      }
      exchange.responseHeader("access-control-max-age", "600");
    }
    exchange.respond(allowed ? 204 : 403, "", "");
  }
}
