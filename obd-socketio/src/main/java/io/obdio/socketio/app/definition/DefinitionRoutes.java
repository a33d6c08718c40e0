package io.obdio.socketio.app.definition;

import io.obdio.core.command.Commands;
import io.obdio.socketio.access.Audit;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.state.StateFolder;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The route {@code /api/v1/definitions}: reading needs the scope {@code read}, choosing {@code
 * control}, because the choice changes the commands of all clients.
 */
public final class DefinitionRoutes implements AutoCloseable {

  /** The route. */
  public static final String PATH = ApiRoutes.ROOT + "/definitions";

  private static final int MAX_BODY = 1_024;

  private final VehicleSets sets;
  private final Audit audit;

  /**
   * Creates the routes for a folder of sets.
   *
   * @param registry receives the commands of the chosen set
   * @param listener receives the JSON after each change
   */
  public DefinitionRoutes(
      Path folder,
      Commands registry,
      VehicleConnection vehicle,
      StateFolder state,
      Audit audit,
      Consumer<Map<String, Object>> listener) {
    this.sets = new VehicleSets(new SetFolder(folder), registry, vehicle, state, listener);
    this.audit = audit;
  }

  /** Adds the routes. */
  public void addTo(ApiRoutes routes) {
    routes
        .add("GET", PATH, Scope.READ, request -> request.respond(sets.json()))
        .add("PUT", PATH, Scope.CONTROL, this::choose);
  }

  private void choose(ApiRequest request) throws RequestException {
    Map<String, @Nullable Object> body = request.object(MAX_BODY);
    Object set = body.get("set");
    if (!body.containsKey("set") || set != null && !(set instanceof String)) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "set: expected an id or null");
    }
    String id = set == null ? null : set.toString();
    var unused =
        sets.choose(id)
            .whenComplete(
                (json, failure) -> {
                  String outcome = failure == null ? "ok" : "failed";
                  audit.record(
                      "api", request.client(), "choose_definitions", id == null ? "" : id, outcome);
                  if (failure == null) {
                    request.respond(json);
                  } else {
                    request.refuse(
                        new RequestException(
                            ErrorCode.INTERNAL,
                            "the set is in use, but the choice could not be saved; see the"
                                + " server's log"));
                  }
                });
  }

  /** Returns what follows the connection. */
  public VehicleListener listener() {
    return sets;
  }

  @Override
  public void close() {
    sets.close();
  }
}
