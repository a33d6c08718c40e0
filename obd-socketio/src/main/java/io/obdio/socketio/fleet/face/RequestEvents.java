package io.obdio.socketio.fleet.face;

import io.obdio.core.command.Commands;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.event.UnitsOption;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events that are forwarded to a vehicle. Its own server answers them as it answers the events
 * of its namespace {@code /}, as far as its owner allows it.
 */
final class RequestEvents {

  private static final int DEFAULT_TIMEOUT_MS = 10_000;
  private static final int MAX_TIMEOUT_MS = 60_000;
  private static final int MIN_TIMEOUT_MS = 100;
  private static final int MAX_QUERIES = 64;

  private final VisibleVehicles vehicles;
  private final RemoteRequests requests;
  private final ClientSessions sessions;
  private final Commands commands;

  RequestEvents(
      VisibleVehicles vehicles,
      RemoteRequests requests,
      ClientSessions sessions,
      Commands commands) {
    this.vehicles = vehicles;
    this.requests = requests;
    this.sessions = sessions;
    this.commands = commands;
  }

  /** The arguments of the vehicle's event, apart from the options. */
  @FunctionalInterface
  private interface Params {
    List<Object> of(Socket socket, VehicleArgs args) throws RequestException;
  }

  void register(EventTable table) {
    put(table, "query_now", Scope.QUERY, (socket, args) -> List.of(command(socket, args)));
    put(table, "query_many", Scope.QUERY, (socket, args) -> List.of(commands(socket, args)));
    put(table, "vin", Scope.QUERY, (socket, args) -> List.of());
    put(table, "get_dtc", Scope.QUERY, (socket, args) -> List.of());
    put(table, "freeze_frame", Scope.QUERY, (socket, args) -> List.of(args.command()));
    put(table, "clear_dtc", Scope.CLEAR, (socket, args) -> List.of());
  }

  private void put(EventTable table, String event, Scope scope, Params params) {
    table.put(
        EventRow.acknowledging(
            event, scope, (socket, args) -> forward(socket, event, args, params)));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the event table awaits the answer
  private Object forward(Socket socket, String event, EventArgs args, Params of)
      throws RequestException {
    VehicleArgs given = VehicleArgs.of(args);
    VehicleInfo vehicle = vehicles.require(VehicleEvents.client(sessions, socket), given.vehicle());
    List<Object> params = new ArrayList<>(of.of(socket, given));
    int timeout =
        (int) args.option(0, "timeout_ms", DEFAULT_TIMEOUT_MS, MIN_TIMEOUT_MS, MAX_TIMEOUT_MS);
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("timeout_ms", timeout);
    if (event.equals("freeze_frame")) {
      options.put("frame", (int) args.option(0, "frame", 0, 0, 255));
    }
    Object units = UnitsOption.of(args, 0);
    if (units != null) {
      UnitSystem unused = UnitsOption.parse(units);
      options.put("units", units);
    }
    params.add(options);
    // Commands that only the vehicle knows may need more scopes than the event.
    Set<Scope> scopes = sessions.scopes(socket);
    CompletableFuture<@Nullable Object> answer =
        requests.send(socket.id(), vehicle, event, params, scopes, Duration.ofMillis(timeout));
    return recorded(socket, vehicle, params, answer);
  }

  private String command(Socket socket, VehicleArgs args) throws RequestException {
    String name = args.command();
    checkChanging(socket, name);
    return name;
  }

  private List<String> commands(Socket socket, VehicleArgs args) throws RequestException {
    List<String> names = args.names("commands", MAX_QUERIES);
    for (String name : names) {
      checkChanging(socket, name);
    }
    return names;
  }

  /** Checks the scope {@code clear} for a command that changes the vehicle. */
  private void checkChanging(Socket socket, String name) throws RequestException {
    if (isChanging(name)) {
      sessions.require(socket, Scope.CLEAR);
    }
  }

  private boolean isChanging(@Nullable Object name) {
    return name instanceof String text
        && commands.find(text).filter(command -> !command.isRepeatable()).isPresent();
  }

  /** Records commands that change the vehicle in the audit log, as their own events are. */
  private CompletableFuture<@Nullable Object> recorded(
      Socket socket,
      VehicleInfo vehicle,
      List<Object> params,
      CompletableFuture<@Nullable Object> answer) {
    CompletableFuture<@Nullable Object> recorded = answer;
    List<?> names = params.get(0) instanceof List<?> list ? list : List.of(params.get(0));
    for (Object name : names) {
      if (isChanging(name)) {
        Consumer<String> outcome =
            sessions.recorder(socket, name.toString().toLowerCase(Locale.ROOT), vehicle.id());
        recorded = recorded.whenComplete((value, e) -> outcome.accept(e == null ? "ok" : "failed"));
      }
    }
    return recorded;
  }
}
