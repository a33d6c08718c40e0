package io.obdio.socketio.channels;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.Channel;
import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.Support;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds of all rooms with values. A feed exists while its room has members.
 *
 * <p>Threads: all methods may be called by any thread. The lock is held while a client enters or
 * leaves a room, so that a feed cannot end under a client that enters.
 */
final class ValueFeeds {

  private static final Logger log = LoggerFactory.getLogger(ValueFeeds.class);

  static final double GROUP_RATE_HZ = 1;
  static final double COMMAND_RATE_HZ = 10;

  /** Trouble codes change rarely, and are requested at once after they were cleared. */
  private static final Duration TROUBLE_INTERVAL = Duration.ofSeconds(30);

  /** The lowest, so that a group does not slow clients that watch single commands. */
  private static final int GROUP_PRIORITY = WatchOptions.MIN_PRIORITY;

  private static final Duration REFRESH_DEADLINE = Duration.ofSeconds(10);

  private final Namespace namespace;
  private final ObdHub hub;
  private final VehicleConnection vehicle;
  private final Map<Channel, Collection<ObdCommand<?>>> groups = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, ValueFeed> feeds = new HashMap<>();

  ValueFeeds(Namespace namespace, ObdHub hub, VehicleConnection vehicle, Commands commands) {
    this.namespace = namespace;
    this.hub = hub;
    this.vehicle = vehicle;
    for (Channel channel : Channel.values()) {
      groups.put(channel, group(commands, channel));
    }
  }

  /** Returns the commands of a group; of those with the same request, the first. */
  private static Collection<ObdCommand<?>> group(Commands commands, Channel channel) {
    Map<DiagnosticRequest, ObdCommand<?>> byRequest = new LinkedHashMap<>();
    for (ObdCommand<?> command : commands.all()) {
      if (command.channel() == channel && command.isRepeatable()) {
        byRequest.putIfAbsent(command.request(), command);
      }
    }
    return List.copyOf(byRequest.values());
  }

  /** Returns the updates a second of a channel unless a client gives a rate. */
  static double defaultRate(ChannelName channel) {
    return channel.kind() != null && channel.kind().group() != null
        ? GROUP_RATE_HZ
        : COMMAND_RATE_HZ;
  }

  /** Lets a client enter the room of a channel with values, and sends it the known ones. */
  void enter(Socket socket, ChannelName channel, double rateHz) {
    String room = ChannelRooms.room(channel.name(), rateHz, defaultRate(channel));
    ValueFeed feed;
    synchronized (this) {
      socket.join(room);
      if (!socket.connected()) {
        return;
      }
      feed = feeds.computeIfAbsent(room, key -> start(channel, room, rateHz));
    }
    feed.greet(socket);
  }

  private ValueFeed start(ChannelName channel, String room, double rateHz) {
    ObdCommand<?> command = channel.command();
    if (command != null) {
      return new ValueFeed(
          namespace, hub, room, "obd_update", List.of(command), every(rateHz, 0), rateHz);
    }
    Channel group = channel.kind() == null ? null : channel.kind().group();
    if (group == null) {
      return new ValueFeed(namespace, hub, room, "obd_update", List.of(), null, rateHz);
    }
    WatchOptions options =
        group == Channel.TROUBLE && rateHz == GROUP_RATE_HZ
            ? new WatchOptions(TROUBLE_INTERVAL, GROUP_PRIORITY)
            : every(rateHz, GROUP_PRIORITY);
    return new ValueFeed(
        namespace,
        hub,
        room,
        channel.name() + "_update",
        groups.getOrDefault(group, List.of()),
        options,
        rateHz);
  }

  private static WatchOptions every(double rateHz, int priority) {
    return new WatchOptions(Duration.ofNanos((long) (1e9 / rateHz)), priority);
  }

  /** Lets a client leave a room. */
  void leave(Socket socket, String room) {
    synchronized (this) {
      socket.leave(room);
      endIfEmpty(room);
    }
  }

  /** Ends the feeds of rooms that a disconnected client has left empty. */
  synchronized void sweep() {
    List.copyOf(feeds.keySet()).forEach(this::endIfEmpty);
  }

  @GuardedBy("this")
  private void endIfEmpty(String room) {
    if (feeds.containsKey(room) && ChannelRooms.isEmpty(namespace, room)) {
      Optional.ofNullable(feeds.remove(room)).ifPresent(ValueFeed::close);
    }
  }

  /** Requests the trouble codes now, if any client is in their channel. */
  void refreshTrouble() {
    synchronized (this) {
      String trouble = ChannelKind.TROUBLE.channelName();
      if (feeds.keySet().stream().noneMatch(room -> ChannelRooms.channel(room).equals(trouble))) {
        return;
      }
    }
    List<ObdCommand<?>> commands =
        groups.getOrDefault(Channel.TROUBLE, List.of()).stream()
            .<ObdCommand<?>>mapMulti(
                (command, sink) -> {
                  if (vehicle.support(command) != Support.NOT_SUPPORTED) {
                    sink.accept(command);
                  }
                })
            .toList();
    try {
      var unused =
          vehicle
              .submit(
                  VehicleConnection.PROGRAM,
                  Math.max(1, commands.size()),
                  REFRESH_DEADLINE,
                  connection -> connection.queryAll(commands))
              .thenAccept(responses -> responses.forEach(this::publish))
              .exceptionally(
                  failure -> {
                    log.debug("the trouble codes could not be requested", failure);
                    return null;
                  });
    } catch (RequestException e) {
      log.debug("the trouble codes could not be requested", e);
    }
  }

  private void publish(ObdResponse<?> response) {
    hub.publish(response);
  }

  synchronized int size() {
    return feeds.size();
  }
}
