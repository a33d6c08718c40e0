package io.obdio.socketio.rest;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.ProtectedRoutes;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.vehicle.RequestException;
import java.util.List;

/**
 * The routes of a part of the REST interface, each with the scope that a client needs. Requests of
 * pages from other origins are refused unless the option {@code cors-origins} has them.
 *
 * <pre>{@code
 * routes.add("GET", "/api/v1/things/{id}", Scope.READ, request ->
 *     request.respond(things.get(request.variable(0))));
 * }</pre>
 *
 * <p>Threads: handlers run on the event loops and must not block; they may respond later.
 */
public final class ApiRoutes implements RequestHandler {

  /** The beginning of all paths. */
  public static final String ROOT = "/api/v1";

  /** A handler of one route. */
  @FunctionalInterface
  public interface Route {

    /**
     * Answers a request, now or later.
     *
     * @throws RequestException if it is refused; the client receives the code and the message
     */
    void handle(ApiRequest request) throws RequestException;
  }

  private final JsonCodec json;
  private final ProtectedRoutes routes;

  /**
   * Creates an interface without routes.
   *
   * @param origins the pages of other servers that may use it
   */
  public ApiRoutes(Access access, Cors origins, JsonCodec json) {
    this.json = json;
    this.routes = new ProtectedRoutes(access.table(), new ApiGate(access, origins, json));
  }

  /**
   * Adds a route.
   *
   * @param method in upper case
   * @param path begins with {@link #ROOT}; a variable segment has the form {@code {name}}
   */
  public ApiRoutes add(String method, String path, Scope scope, Route route) {
    routes.add(
        method,
        path,
        scope,
        (exchange, variables, client) -> handle(exchange, variables, client, route));
    return this;
  }

  private void handle(
      HttpExchange exchange, List<String> variables, Principal client, Route route) {
    ApiRequest request = new ApiRequest(exchange, variables, client, json);
    try {
      route.handle(request);
    } catch (RequestException e) {
      request.refuse(e);
    }
  }

  @Override
  public List<String> routes() {
    return routes.routes();
  }

  @Override
  public boolean handle(HttpExchange exchange) throws Exception {
    return routes.handle(exchange);
  }
}
