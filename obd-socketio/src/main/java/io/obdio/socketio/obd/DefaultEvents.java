package io.obdio.socketio.obd;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.RequestErrors;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.ResponseJson;
import io.obdio.socketio.vehicle.StatusText;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of obd-socketio, and those of units. None of them waits for the vehicle. */
@SuppressWarnings("FutureReturnValueIgnored") // the event table awaits stages
final class DefaultEvents {

  private final VehicleConnection car;
  private final ObdHub hub;
  private final CommandNames names;
  private final ResponseJson json;
  private final ClientUnits units;

  DefaultEvents(
      VehicleConnection car, ObdHub hub, CommandNames names, ResponseJson json, ClientUnits units) {
    this.car = car;
    this.hub = hub;
    this.names = names;
    this.json = json;
    this.units = units;
  }

  void register(EventTable table) {
    table.put(
        EventRow.answering("status", Scope.READ, (socket, args) -> StatusText.of(car.status())));
    table.put(EventRow.answering("is_connected", Scope.READ, (socket, args) -> isConnected()));
    table.put(
        EventRow.answering("protocol_name", Scope.READ, (socket, args) -> car.protocol().name()));
    table.put(EventRow.answering("protocol_id", Scope.READ, (socket, args) -> car.protocol().id()));
    table.put(EventRow.answering("port_name", Scope.READ, (socket, args) -> car.portName()));
    table.put(EventRow.answering("supports", Scope.READ, this::supports));
    table.put(EventRow.answering("supported_commands", Scope.READ, this::supportedCommands));
    table.put(EventRow.answering("has_name", Scope.READ, this::hasName));
    table.put(EventRow.answering("query", Scope.READ, this::query));
    table.put(EventRow.acknowledging("start", Scope.WATCH, this::start));
    table.put(EventRow.acknowledging("stop", Scope.WATCH, this::stop));
    table.put(EventRow.acknowledging("watch", Scope.WATCH, this::watch));
    table.put(EventRow.acknowledging("unwatch", Scope.WATCH, this::unwatch));
    table.put(EventRow.acknowledging("unwatch_all", Scope.WATCH, this::unwatchAll));
    units.register(table);
  }

  private boolean isConnected() {
    return car.status() == ConnectionStatus.CAR_CONNECTED;
  }

  private Object supports(Socket socket, EventArgs args) throws RequestException {
    if (args.present(0, "a command's name") instanceof String name && names.has(name.strip())) {
      return car.supports(socket.id(), names.find(name.strip()));
    }
    return false;
  }

  private Object supportedCommands(Socket socket, EventArgs args) {
    return car.supportedCommands(socket.id())
        .thenApply(commands -> commands.stream().map(json::command).toList());
  }

  private Object hasName(Socket socket, EventArgs args) throws RequestException {
    return args.present(0, "a name") instanceof String name && names.has(name.strip());
  }

  private @Nullable Object query(Socket socket, EventArgs args) throws RequestException {
    ObdCommand<?> command = names.find(args.string(0, "a command's name"));
    UnitSystem system = units.of(socket, args, 1);
    ObdResponse<?> latest = hub.latest(command.name());
    return latest == null ? null : json.response(latest, system);
  }

  private @Nullable Object start(Socket socket, EventArgs args) {
    hub.resume(socket.id());
    return null;
  }

  private @Nullable Object stop(Socket socket, EventArgs args) {
    hub.pause(socket.id());
    return null;
  }

  /** Watches commands; after {@code stop} it starts again, as in obd-socketio. */
  private @Nullable Object watch(Socket socket, EventArgs args) throws RequestException {
    RequestErrors errors = new RequestErrors();
    List<String> given = args.names(0);
    hub.resume(socket.id());
    for (String name : given) {
      try {
        hub.watch(socket.id(), names.findRepeatable(name));
      } catch (RequestException e) {
        errors.add(e);
      }
    }
    errors.throwIfAny();
    return null;
  }

  private @Nullable Object unwatch(Socket socket, EventArgs args) throws RequestException {
    RequestErrors errors = new RequestErrors();
    for (String name : args.names(0)) {
      try {
        hub.unwatch(socket.id(), names.find(name));
      } catch (RequestException e) {
        errors.add(e);
      }
    }
    errors.throwIfAny();
    return null;
  }

  private @Nullable Object unwatchAll(Socket socket, EventArgs args) {
    hub.unwatchAll(socket.id());
    return null;
  }
}
