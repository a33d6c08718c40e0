package io.obdio.socketio.channels;

import io.obdio.socketio.server.Adapter.Selection;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import java.util.Optional;
import java.util.Set;

/**
 * The rooms of channels. A channel is the room of its name; clients with a rate of their own are in
 * the room {@code NAME@RATE} instead. The rooms of the namespace are the only record of membership.
 */
final class ChannelRooms {

  private static final char RATE = '@';

  private ChannelRooms() {}

  /** Returns the room of a channel for a rate in Hz. */
  static String room(String channel, double rateHz, double defaultHz) {
    return rateHz == defaultHz ? channel : channel + RATE + rateHz;
  }

  /** Returns the channel of a room. */
  static String channel(String room) {
    int at = room.indexOf(RATE);
    return at < 0 ? room : room.substring(0, at);
  }

  /** Returns the rate of a room in Hz. */
  static double rate(String room, double defaultHz) {
    int at = room.indexOf(RATE);
    return at < 0 ? defaultHz : Double.parseDouble(room.substring(at + 1));
  }

  /** Returns the room through which a client is in a channel; empty if it is not. */
  static Optional<String> roomOf(Socket socket, String channel) {
    return socket.rooms().stream()
        .filter(room -> !room.equals(socket.id()) && channel(room).equals(channel))
        .findFirst();
  }

  /** Returns whether no client of this server is in a room. */
  static boolean isEmpty(Namespace namespace, String room) {
    return namespace.adapter().sockets(new Selection(Set.of(room), Set.of(), true)).isEmpty();
  }
}
