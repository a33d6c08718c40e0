package io.obdio.socketio.obd;

import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.ClientRequests;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.event.RequestRow;
import io.obdio.socketio.event.Requester;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.RequestErrors;
import io.obdio.socketio.vehicle.RequestException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of obd-socketio, those of units, and those that send single requests to the vehicle.
 */
final class DefaultEvents {

  private final ClientRequests requests;
  private final ObdHub hub;
  private final CommandNames names;
  private final ClientSessions sessions;
  private final ClientUnits units;

  DefaultEvents(
      ClientRequests requests,
      ObdHub hub,
      CommandNames names,
      ClientSessions sessions,
      ClientUnits units) {
    this.requests = requests;
    this.hub = hub;
    this.names = names;
    this.sessions = sessions;
    this.units = units;
  }

  /** A client of a namespace. */
  private final class SocketRequester implements Requester {
    private final Socket socket;

    SocketRequester(Socket socket) {
      this.socket = socket;
    }

    @Override
    public String id() {
      return socket.id();
    }

    @Override
    public void require(Scope scope) throws RequestException {
      sessions.require(socket, scope);
    }

    @Override
    public UnitSystem units(EventArgs args, int options) throws RequestException {
      return units.of(socket, args, options);
    }

    @Override
    public Consumer<String> recorder(String action) {
      return sessions.recorder(socket, action, "");
    }

    @Override
    public void report(String request, RequestException error) {
      EventTable.report(socket, request, error);
    }
  }

  void register(EventTable table) {
    for (RequestRow row : requests.rows()) {
      table.put(
          EventRow.answering(
              row.name(),
              row.scope(),
              (socket, args) -> row.handler().handle(new SocketRequester(socket), args)));
    }
    table.put(EventRow.acknowledging("start", Scope.WATCH, this::start));
    table.put(EventRow.acknowledging("stop", Scope.WATCH, this::stop));
    table.put(EventRow.acknowledging("watch", Scope.WATCH, this::watch));
    table.put(EventRow.acknowledging("unwatch", Scope.WATCH, this::unwatch));
    table.put(EventRow.acknowledging("unwatch_all", Scope.WATCH, this::unwatchAll));
    units.register(table);
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
