package io.obdio.socketio.api;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import java.util.LinkedHashMap;
import java.util.Map;

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
    json.put("scopes", access.scopes(request.client()).stream().map(Scope::word).toList());
    return json;
  }
}
