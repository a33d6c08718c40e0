package io.obdio.socketio.fleet.face;

import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.event.UnitsOption;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.UnitsJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a fleet that are answered with what this server knows. None of them blocks. */
final class VehicleEvents {

  /** The largest page of vehicles. */
  static final int MAX_PAGE = 500;

  private static final int PAGE = 100;

  private final VisibleVehicles vehicles;
  private final ClientSessions sessions;
  private final FleetJson json;

  VehicleEvents(VisibleVehicles vehicles, ClientSessions sessions, FleetJson json) {
    this.vehicles = vehicles;
    this.sessions = sessions;
    this.json = json;
  }

  void register(EventTable table) {
    table.put(EventRow.acknowledging("vehicles", Scope.READ, this::vehicles));
    table.put(EventRow.acknowledging("status", Scope.READ, this::status));
    table.put(EventRow.acknowledging("query", Scope.READ, this::query));
    table.put(EventRow.acknowledging("supported_commands", Scope.READ, this::commands));
    table.put(EventRow.acknowledging("units", Scope.READ, VehicleEvents::units));
  }

  /** Returns the client of a socket, which the guard of the events has admitted. */
  static Principal client(ClientSessions sessions, Socket socket) throws RequestException {
    return sessions
        .principal(socket)
        .orElseThrow(() -> new RequestException(ErrorCode.UNAUTHORIZED, "the session has ended"));
  }

  private VehicleInfo vehicle(Socket socket, VehicleArgs args) throws RequestException {
    return vehicles.require(client(sessions, socket), args.vehicle());
  }

  private Object vehicles(Socket socket, EventArgs args) throws RequestException {
    VehicleArgs given = VehicleArgs.of(args);
    int limit = (int) args.option(0, "limit", PAGE, 1, MAX_PAGE);
    Principal client = client(sessions, socket);
    return vehicles
        .page(client, given.text("after"), limit, given.text("search"), given.flag("online"))
        .thenApply(json::page);
  }

  private Object status(Socket socket, EventArgs args) throws RequestException {
    return FleetJson.details(vehicle(socket, VehicleArgs.of(args)));
  }

  private @Nullable Object query(Socket socket, EventArgs args) throws RequestException {
    VehicleArgs given = VehicleArgs.of(args);
    VehicleInfo vehicle = vehicle(socket, given);
    String name = given.command();
    // A list, because a function must not return null.
    List<Object> found =
        vehicles.values(
            vehicle,
            values -> {
              Object response = json.response(values, name);
              return response == null ? List.of() : List.of(response);
            });
    return found.isEmpty() ? null : found.get(0);
  }

  private Object commands(Socket socket, EventArgs args) throws RequestException {
    return vehicles.values(vehicle(socket, VehicleArgs.of(args)), json::commands);
  }

  /** Answers with the table of units; argument: a system such as {@code "imperial_us"}, or none. */
  private static Object units(Socket socket, EventArgs args) throws RequestException {
    Object system = args.at(0);
    if (system == null) {
      return UnitsJson.of(UnitSystem.standard());
    }
    return UnitsJson.of(List.of(UnitsOption.parse(system)));
  }
}
