package io.obdio.socketio.fleet.face;

import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events by which a client subscribes to vehicles. A client is in at most one {@link ViewRoom}
 * of a vehicle; there is no other state, so that a recovered session continues.
 *
 * <p>Threads: the events of one client run one at a time on its event loop.
 */
final class SubscriptionRooms {

  /** The vehicles that one client can subscribe to at a time. */
  static final int MAX_VEHICLES = 32;

  private static final int DEFAULT_INTERVAL = 1_000;

  private final VisibleVehicles vehicles;
  private final LiveVehicles live;
  private final ClientSessions sessions;

  SubscriptionRooms(VisibleVehicles vehicles, LiveVehicles live, ClientSessions sessions) {
    this.vehicles = vehicles;
    this.live = live;
    this.sessions = sessions;
  }

  void register(EventTable table) {
    table.put(EventRow.acknowledging("subscribe", Scope.WATCH, this::subscribe));
    table.put(EventRow.acknowledging("unsubscribe", Scope.WATCH, this::unsubscribe));
    table.put(EventRow.acknowledging("unsubscribe_all", Scope.WATCH, this::unsubscribeAll));
    table.put(EventRow.acknowledging("watch", Scope.WATCH, this::watch));
    table.put(EventRow.acknowledging("unwatch", Scope.WATCH, this::unwatch));
    table.put(EventRow.acknowledging("unwatch_all", Scope.WATCH, this::unsubscribe));
  }

  private VehicleInfo vehicle(Socket socket, VehicleArgs args) throws RequestException {
    return vehicles.require(VehicleEvents.client(sessions, socket), args.vehicle());
  }

  private Object subscribe(Socket socket, EventArgs args) throws RequestException {
    VehicleArgs given = VehicleArgs.of(args);
    VehicleInfo vehicle = vehicle(socket, given);
    int interval = interval(args, DEFAULT_INTERVAL);
    List<String> names = given.has("names") ? given.names("names", ViewRoom.MAX_NAMES) : List.of();
    return enter(socket, vehicle, new ViewRoom(vehicle.id(), interval, names));
  }

  private static int interval(EventArgs args, int otherwise) throws RequestException {
    List<Integer> all = ViewRoom.INTERVALS;
    return ViewRoom.interval(
        args.option(0, "interval_ms", otherwise, all.get(0), all.get(all.size() - 1)));
  }

  private Object watch(Socket socket, EventArgs args) throws RequestException {
    VehicleArgs given = VehicleArgs.of(args);
    VehicleInfo vehicle = vehicle(socket, given);
    List<String> names = given.names("commands", ViewRoom.MAX_NAMES);
    Optional<ViewRoom> before = viewOf(socket, vehicle.id());
    int interval = interval(args, before.map(ViewRoom::intervalMillis).orElse(DEFAULT_INTERVAL));
    List<String> kept = before.isPresent() ? before.get().names() : names;
    ViewRoom view = new ViewRoom(vehicle.id(), interval, kept);
    return enter(socket, vehicle, view.plus(names));
  }

  private Object enter(Socket socket, VehicleInfo vehicle, ViewRoom requested)
      throws RequestException {
    String id = vehicle.id();
    Optional<ViewRoom> before = viewOf(socket, id);
    if (before.isEmpty()) {
      checkLimits(socket, id);
    }
    ViewRoom view = live.find(id).map(each -> each.admitted(requested)).orElse(requested);
    socket.join(ViewRoom.ofVehicle(id), view.room());
    before.filter(old -> !old.equals(view)).ifPresent(old -> socket.leave(old.room()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("vehicle", id);
    answer.put("interval_ms", view.intervalMillis());
    answer.put("names", view.names());
    answer.put("status", vehicle.online() ? "online" : "offline");
    live.find(id).ifPresent(each -> each.addTo(answer));
    live.find(id).ifPresent(each -> each.sendTo(socket, view));
    return answer;
  }

  private void checkLimits(Socket socket, String id) throws RequestException {
    if (views(socket).size() >= MAX_VEHICLES) {
      throw new RequestException(
          ErrorCode.BUSY, "a client can subscribe to at most " + MAX_VEHICLES + " vehicles");
    }
    if (!live.hasPlaceFor(id)) {
      throw new RequestException(
          ErrorCode.BUSY, "clients have subscribed to too many vehicles: try again later");
    }
  }

  private @Nullable Object unwatch(Socket socket, EventArgs args) throws RequestException {
    VehicleArgs given = VehicleArgs.of(args);
    VehicleInfo vehicle = vehicle(socket, given);
    List<String> names = given.names("commands", ViewRoom.MAX_NAMES);
    Optional<ViewRoom> before = viewOf(socket, vehicle.id());
    if (before.isEmpty()) {
      return null;
    }
    if (before.get().names().isEmpty()) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "all values are subscribed to; send 'unsubscribe'");
    }
    List<String> rest = new ArrayList<>(before.get().names());
    rest.removeAll(names);
    if (rest.isEmpty()) {
      leave(socket, before.get());
      return null;
    }
    return enter(socket, vehicle, new ViewRoom(vehicle.id(), before.get().intervalMillis(), rest));
  }

  /** Ends a subscription. Whether the vehicle exists makes no difference. */
  private @Nullable Object unsubscribe(Socket socket, EventArgs args) throws RequestException {
    String id = VehicleArgs.of(args).vehicle();
    if (Topics.isVehicle(id)) {
      viewOf(socket, id).ifPresent(view -> leave(socket, view));
      socket.leave(ViewRoom.ofVehicle(id));
    }
    return null;
  }

  private @Nullable Object unsubscribeAll(Socket socket, EventArgs args) {
    views(socket).forEach(view -> leave(socket, view));
    return null;
  }

  private static void leave(Socket socket, ViewRoom view) {
    socket.leave(view.room(), ViewRoom.ofVehicle(view.vehicle()));
  }

  private static List<ViewRoom> views(Socket socket) {
    return socket.rooms().stream().flatMap(room -> ViewRoom.parse(room).stream()).toList();
  }

  private static Optional<ViewRoom> viewOf(Socket socket, String vehicle) {
    return views(socket).stream().filter(view -> view.vehicle().equals(vehicle)).findFirst();
  }

  /**
   * Continues the subscriptions of a recovered session: vehicles that its key is not for any more
   * are left, and the present values of the others are sent.
   */
  void restore(Socket socket) {
    if (!socket.recovered()) {
      return;
    }
    for (ViewRoom view : views(socket)) {
      try {
        sessions.require(socket, Scope.WATCH);
        Principal client = VehicleEvents.client(sessions, socket);
        VehicleInfo unused = vehicles.require(client, view.vehicle());
        live.find(view.vehicle()).ifPresent(each -> each.sendTo(socket, view));
      } catch (RequestException e) {
        leave(socket, view);
      }
    }
  }
}
