package io.obdio.socketio.channels;

import io.obdio.socketio.access.Principal;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The membership of clients in channels: joining, leaving and the listing. */
final class Members {

  /** The channels that one client may be in; besides the fixed ones there are those of commands. */
  static final int MAX_CHANNELS = 512;

  private final ChannelNames names;
  private final ValueFeeds feeds;
  private final VehicleFeed vehicleFeed;
  private final RawFeed rawFeed;
  private final SimFeed simFeed;
  private final ClientSessions sessions;
  private volatile boolean disconnected;

  Members(
      ChannelNames names,
      ValueFeeds feeds,
      VehicleFeed vehicleFeed,
      RawFeed rawFeed,
      SimFeed simFeed,
      ClientSessions sessions) {
    this.names = names;
    this.feeds = feeds;
    this.vehicleFeed = vehicleFeed;
    this.rawFeed = rawFeed;
    this.simFeed = simFeed;
    this.sessions = sessions;
  }

  /** Lets a client that has authenticated join the first two channels, and lists all to it. */
  void welcome(Socket socket, Principal principal) {
    for (ChannelKind kind : List.of(ChannelKind.USER, ChannelKind.VEHICLE)) {
      if (principal.has(kind.scope())) {
        socket.join(kind.channelName());
        socket.emit("join", Map.of("join", kind.channelName()));
      }
    }
    socket.emit("channels", listing(socket));
    if (principal.has(ChannelKind.VEHICLE.scope())) {
      vehicleFeed.greet(socket);
    }
  }

  /** Returns the channels that a client may join, and whether it is in them. */
  Map<String, Object> listing(Socket socket) {
    Set<String> joined = joined(socket);
    List<Map<String, Object>> list = new ArrayList<>();
    for (ChannelName channel : names.fixed()) {
      if (sessions.principal(socket).filter(p -> p.has(channel.scope())).isPresent()) {
        list.add(entry(channel.name(), joined.remove(channel.name())));
      }
    }
    joined.forEach(name -> list.add(entry(name, true)));
    return Map.of("channels", list);
  }

  private static Map<String, Object> entry(String name, boolean subscribed) {
    Map<String, Object> entry = new LinkedHashMap<>(4);
    entry.put("name", name);
    entry.put("subscribed", subscribed);
    return entry;
  }

  private static Set<String> joined(Socket socket) {
    Set<String> joined = new TreeSet<>();
    for (String room : socket.rooms()) {
      if (!room.equals(socket.id())) {
        joined.add(ChannelRooms.channel(room));
      }
    }
    return joined;
  }

  /**
   * Lets a client join a channel. A client that is in it already stays; its rate changes.
   *
   * @param rateHz updates a second of each value; 0 for the channel's default
   * @throws RequestException if there is no such channel, or the client may not join it
   */
  void join(Socket socket, String name, double rateHz) throws RequestException {
    ChannelName channel = names.find(name);
    sessions.require(socket, channel.scope());
    Optional<String> before = ChannelRooms.roomOf(socket, channel.name());
    double rate = rateHz == 0 ? ValueFeeds.defaultRate(channel) : rateHz;
    String room = ChannelRooms.room(channel.name(), rate, ValueFeeds.defaultRate(channel));
    if (before.filter(room::equals).isPresent() || before.isPresent() && rateHz == 0) {
      socket.emit("join", Map.of("join", channel.name()));
      return;
    }
    if (before.isEmpty() && socket.rooms().size() > MAX_CHANNELS) {
      throw new RequestException(
          ErrorCode.BUSY, "a client may be in at most " + MAX_CHANNELS + " channels; leave one");
    }
    before.ifPresent(old -> feeds.leave(socket, old));
    socket.emit("join", Map.of("join", channel.name()));
    enter(socket, channel, rate);
  }

  private void enter(Socket socket, ChannelName channel, double rate) {
    if (channel.isRaw()) {
      rawFeed.enter(socket, channel.name());
    } else if (channel.kind() == ChannelKind.SIM) {
      simFeed.enter(socket);
    } else if (channel.kind() == ChannelKind.VEHICLE) {
      socket.join(channel.name());
      vehicleFeed.greet(socket);
    } else if (channel.kind() == ChannelKind.USER || channel.kind() == ChannelKind.IPC) {
      socket.join(channel.name());
    } else {
      feeds.enter(socket, channel, rate);
    }
  }

  /** Starts the feeds again of the rooms that a recovered client is in. */
  void resume(Socket socket) {
    for (String room : socket.rooms()) {
      if (!room.equals(socket.id())) {
        try {
          ChannelName channel = names.find(ChannelRooms.channel(room));
          enter(socket, channel, ChannelRooms.rate(room, ValueFeeds.defaultRate(channel)));
        } catch (RequestException e) {
          socket.leave(room); // the simulated vehicle is gone, for example
        }
      }
    }
  }

  /**
   * Lets a client leave a channel; nothing changes if it is not in it.
   *
   * @throws RequestException if there is no such channel
   */
  void leave(Socket socket, String name) throws RequestException {
    Optional<String> room = ChannelRooms.roomOf(socket, name);
    if (room.isPresent()) {
      leaveRoom(socket, room.get());
    } else {
      ChannelName unused = names.find(name);
    }
    socket.emit("leave", Map.of("leave", name));
  }

  private void leaveRoom(Socket socket, String room) {
    feeds.leave(socket, room);
    rawFeed.left();
  }

  /** Lets a client leave all channels, without an event. */
  void leaveAll(Socket socket) {
    for (String room : socket.rooms()) {
      if (!room.equals(socket.id())) {
        leaveRoom(socket, room);
      }
    }
  }

  /** Lets a client leave the channels that its new key does not allow. */
  void leaveForbidden(Socket socket, Principal principal) {
    for (String room : socket.rooms()) {
      if (!room.equals(socket.id()) && !isAllowed(ChannelRooms.channel(room), principal)) {
        leaveRoom(socket, room);
        socket.emit("leave", Map.of("leave", ChannelRooms.channel(room)));
      }
    }
  }

  private boolean isAllowed(String name, Principal principal) {
    try {
      return principal.has(names.find(name).scope());
    } catch (RequestException e) {
      return e.code() != ErrorCode.UNKNOWN_CHANNEL;
    }
  }

  /** Notes that a client has disconnected; {@link #sweep} releases what it used. */
  void disconnected() {
    disconnected = true;
  }

  /** Releases what disconnected clients used; called periodically. */
  void sweep() {
    if (disconnected) {
      disconnected = false;
      feeds.sweep();
      rawFeed.left();
    }
  }
}
