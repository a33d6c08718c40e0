package io.obdio.socketio.obd;

import io.obdio.core.command.ObdCommand;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watches and subscriptions of clients whose session is recovered (connection-state recovery of
 * Socket.IO). They are kept in the data of the socket, as maps, lists, strings and numbers, which
 * every adapter can store.
 *
 * <p>Threads: the listeners of one client run one at a time on its event loop.
 */
final class WatchRecovery {

  private static final Logger log = LoggerFactory.getLogger(WatchRecovery.class);

  private static final String KEY = "obdio.watches";
  private static final String WATCHED = "watched";
  private static final String PAUSED = "paused";
  private static final String SUBSCRIPTIONS = "subscriptions";
  private static final String NAMES = "names";
  private static final String RATE = "max_rate_hz";
  private static final String UNITS = "units";

  private final ObdHub hub;
  private final CommandNames names;
  private final SubscriptionEvents subscriptions;
  private final ClientSessions sessions;

  WatchRecovery(
      ObdHub hub, CommandNames names, SubscriptionEvents subscriptions, ClientSessions sessions) {
    this.hub = hub;
    this.names = names;
    this.subscriptions = subscriptions;
    this.sessions = sessions;
  }

  /** Adds the listeners to a namespace, after those that authenticate its clients. */
  void bind(Namespace namespace) {
    namespace.onDisconnecting((socket, reason) -> save(socket));
    namespace.onConnection(this::restore);
  }

  private void save(Socket socket) {
    List<Map<String, Object>> subscribed = new ArrayList<>();
    subscriptions.of(socket).forEach(each -> subscribed.add(saved(each)));
    List<String> watched = hub.watchedBy(socket.id());
    if (watched.isEmpty() && subscribed.isEmpty()) {
      return;
    }
    Map<String, Object> state = new LinkedHashMap<>();
    state.put(WATCHED, watched);
    state.put(PAUSED, hub.isPaused(socket.id()));
    state.put(SUBSCRIPTIONS, subscribed);
    socket.data().put(KEY, state);
  }

  private static Map<String, Object> saved(SubscriptionEvents.Subscribed one) {
    Map<String, Object> saved = new LinkedHashMap<>();
    saved.put(NAMES, List.copyOf(one.hub().names()));
    saved.put(RATE, one.hub().maxRateHz());
    if (one.units() != null) {
      saved.put(UNITS, one.units());
    }
    return saved;
  }

  private void restore(Socket socket) {
    if (!socket.recovered() || !(socket.data().remove(KEY) instanceof Map<?, ?> state)) {
      return;
    }
    try {
      sessions.require(socket, Scope.WATCH);
    } catch (RequestException e) {
      log.debug("A recovered client may not watch any more", e);
      return;
    }
    if (Boolean.TRUE.equals(state.get(PAUSED))) {
      hub.pause(socket.id());
    }
    commands(state.get(WATCHED)).forEach(command -> hub.watch(socket.id(), command));
    if (state.get(SUBSCRIPTIONS) instanceof List<?> subscribed) {
      for (Object each : subscribed) {
        if (each instanceof Map<?, ?> one && one.get(RATE) instanceof Number rate) {
          subscribe(socket, one, rate.doubleValue());
        }
      }
    }
    if (!socket.connected()) {
      hub.release(socket.id());
      subscriptions.release(socket);
    }
  }

  private void subscribe(Socket socket, Map<?, ?> saved, double rate) {
    try {
      subscriptions.subscribe(socket, commands(saved.get(NAMES)), rate, saved.get(UNITS));
    } catch (RequestException e) {
      log.debug("A subscription of a recovered client is invalid", e);
    }
  }

  private List<ObdCommand<?>> commands(@Nullable Object given) {
    List<ObdCommand<?>> commands = new ArrayList<>();
    if (given instanceof List<?> list) {
      for (Object name : list) {
        try {
          commands.add(names.findRepeatable(String.valueOf(name)));
        } catch (RequestException e) {
          log.debug("A command of a recovered client is gone", e);
        }
      }
    }
    return commands;
  }
}
