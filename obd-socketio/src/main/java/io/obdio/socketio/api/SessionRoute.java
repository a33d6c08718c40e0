package io.obdio.socketio.api;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessException;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The route {@code GET /api/v1/session}: the name of the client's key and what the client may do.
 */
public final class SessionRoute {

  private final Access access;

  /** Creates the route. */
  public SessionRoute(Access access) {
    this.access = access;
  }

  /** Adds the route. */
  public void addTo(ApiRoutes routes) {
    routes.add(
        "GET", ApiRoutes.ROOT + "/session", Scope.READ, request -> request.respond(of(request)));
  }

  private Map<String, Object> of(ApiRequest request) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", request.client().name());
    json.put("scopes", scopes(request.client()));
    return json;
  }

  /** Returns the scopes that neither the client lacks nor a switch forbids. */
  private List<String> scopes(Principal client) {
    return Stream.of(Scope.values())
        .filter(scope -> isAllowed(client, scope))
        .map(Scope::word)
        .toList();
  }

  private boolean isAllowed(Principal client, Scope scope) {
    try {
      access.require(client, scope);
      return true;
    } catch (AccessException e) {
      return false;
    }
  }
}
