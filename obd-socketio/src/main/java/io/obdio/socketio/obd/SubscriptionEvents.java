package io.obdio.socketio.obd;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.event.UnitsOption;
import io.obdio.socketio.hub.HubSubscription;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.PreparedEvent;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.RequestErrors;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.ResponseJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The events {@code subscribe} and {@code unsubscribe}: responses are pushed to a client at its own
 * rate. A slow client receives the newest response of each command.
 *
 * <p>Threads: the events of one client and its {@link #release} run one at a time on its event
 * loop.
 */
final class SubscriptionEvents {

  private static final double DEFAULT_RATE_HZ = 10;
  private static final double MIN_RATE_HZ = 0.01;
  private static final double MAX_RATE_HZ = 100;

  private final ObdHub hub;
  private final CommandNames names;
  private final ResponseJson responses;
  private final ClientUnits units;

  /** By client and command; the commands of one event share a subscription. */
  private final Map<String, Map<String, Subscribed>> byClient = new ConcurrentHashMap<>();

  /**
   * The newest pushed response of each command, encoded once per namespace and system of units; the
   * hub's thread only.
   */
  private final Map<String, Encoded> encoded = new HashMap<>();

  SubscriptionEvents(ObdHub hub, CommandNames names, ResponseJson responses, ClientUnits units) {
    this.hub = hub;
    this.names = names;
    this.responses = responses;
    this.units = units;
  }

  void register(EventTable table) {
    table.put(EventRow.acknowledging("subscribe", Scope.WATCH, this::subscribe));
    table.put(EventRow.acknowledging("unsubscribe", Scope.WATCH, this::unsubscribe));
    table.put(EventRow.acknowledging("unsubscribe_all", Scope.WATCH, this::unsubscribeAll));
  }

  private @Nullable Object subscribe(Socket socket, EventArgs args) throws RequestException {
    double rate = args.option(1, "max_rate_hz", DEFAULT_RATE_HZ, MIN_RATE_HZ, MAX_RATE_HZ);
    Object given = UnitsOption.of(args, 1);
    List<ObdCommand<?>> commands = new ArrayList<>();
    RequestErrors errors = new RequestErrors();
    for (String name : args.names(0)) {
      try {
        commands.add(names.findRepeatable(name));
      } catch (RequestException e) {
        errors.add(e);
      }
    }
    subscribe(socket, commands, rate, given);
    errors.throwIfAny();
    return null;
  }

  /** Returns the subscriptions of a client. */
  Set<Subscribed> of(Socket socket) {
    return new LinkedHashSet<>(byClient.getOrDefault(socket.id(), Map.of()).values());
  }

  /**
   * Pushes the responses of some commands to a client at a rate in Hz.
   *
   * @param given the option {@code units}; null for the units that the client sets
   */
  void subscribe(Socket socket, List<ObdCommand<?>> commands, double rate, @Nullable Object given)
      throws RequestException {
    if (commands.isEmpty()) {
      return;
    }
    UnitSystem system = given == null ? null : UnitsOption.parse(given);
    Map<String, Subscribed> mine =
        byClient.computeIfAbsent(socket.id(), id -> new LinkedHashMap<>());
    for (ObdCommand<?> command : commands) {
      hub.watch(owner(socket), command);
      endOne(mine, command.name());
    }
    Subscribed subscribed =
        new Subscribed(hub.subscribe(commands, rate, news -> push(socket, news, system)), given);
    commands.forEach(command -> mine.put(command.name(), subscribed));
  }

  private void push(Socket socket, List<ObdResponse<?>> news, @Nullable UnitSystem fixed) {
    UnitSystem system = fixed == null ? units.of(socket) : fixed;
    for (ObdResponse<?> response : news) {
      socket.emitLatest(
          response.command().name(),
          UnitSystem.standard().contains(system)
              ? encodedOnce(socket.namespace(), response, system)
              : encode(socket.namespace(), response, system));
    }
  }

  /** Returns the event of a response; the clients of a namespace share it. */
  private PreparedEvent encodedOnce(
      Namespace namespace, ObdResponse<?> response, UnitSystem system) {
    String key = system.id() + " " + namespace.name() + " " + response.command().name();
    Encoded known = encoded.get(key);
    if (known == null || !known.is(response, namespace)) {
      known = new Encoded(response, encode(namespace, response, system));
      encoded.put(key, known);
    }
    return known.event();
  }

  private PreparedEvent encode(Namespace namespace, ObdResponse<?> response, UnitSystem system) {
    return namespace.prepare("response", responses.responseOrReason(response, system));
  }

  /** A response and its encoded event. */
  private record Encoded(ObdResponse<?> response, PreparedEvent event) {
    boolean is(ObdResponse<?> other, Namespace namespace) {
      return response == other && event.namespace() == namespace;
    }
  }

  /**
   * A subscription of a client.
   *
   * @param hub the subscription
   * @param units the option {@code units}; null if it is absent
   */
  record Subscribed(HubSubscription hub, @Nullable Object units) {}

  private void endOne(Map<String, Subscribed> mine, String name) {
    Subscribed old = mine.remove(name);
    if (old != null && old.hub.remove(name)) {
      hub.unsubscribe(old.hub);
    }
  }

  private @Nullable Object unsubscribe(Socket socket, EventArgs args) throws RequestException {
    RequestErrors errors = new RequestErrors();
    Map<String, Subscribed> mine = byClient.getOrDefault(socket.id(), new LinkedHashMap<>());
    for (String name : args.names(0)) {
      try {
        ObdCommand<?> command = names.find(name);
        endOne(mine, command.name());
        hub.unwatch(owner(socket), command);
      } catch (RequestException e) {
        errors.add(e);
      }
    }
    errors.throwIfAny();
    return null;
  }

  private @Nullable Object unsubscribeAll(Socket socket, EventArgs args) {
    release(socket);
    return null;
  }

  /** Ends all subscriptions of a client. */
  void release(Socket socket) {
    Map<String, Subscribed> mine = byClient.remove(socket.id());
    if (mine != null) {
      mine.values().forEach(each -> hub.unsubscribe(each.hub));
    }
    hub.release(owner(socket));
  }

  /** Returns the owner of a client's subscriptions, which {@code unwatch} and {@code stop} keep. */
  private static String owner(Socket socket) {
    return socket.id() + "/subscriptions";
  }
}
