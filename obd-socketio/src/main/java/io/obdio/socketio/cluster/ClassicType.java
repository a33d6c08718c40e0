package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.ClusterMessage.Exchange;
import org.jspecify.annotations.Nullable;

/** The types of requests of the classic adapter, with those of ClusterAdapter that match them. */
enum ClassicType {
  SOCKETS(0, null),
  ALL_ROOMS(1, null),
  REMOTE_JOIN(2, MessageType.SOCKETS_JOIN),
  REMOTE_LEAVE(3, MessageType.SOCKETS_LEAVE),
  REMOTE_DISCONNECT(4, MessageType.DISCONNECT_SOCKETS),
  REMOTE_FETCH(5, MessageType.FETCH_SOCKETS),
  SERVER_SIDE_EMIT(6, MessageType.SERVER_SIDE_EMIT),
  BROADCAST(7, MessageType.BROADCAST),
  BROADCAST_CLIENT_COUNT(8, MessageType.BROADCAST_CLIENT_COUNT),
  BROADCAST_ACK(9, MessageType.BROADCAST_ACK);

  private final int code;
  private final @Nullable MessageType type;

  ClassicType(int code, @Nullable MessageType type) {
    this.code = code;
    this.type = type;
  }

  /** Returns the number on the wire. */
  int code() {
    return code;
  }

  /** Returns the type of ClusterAdapter; null if it has none. */
  @Nullable MessageType type() {
    return type;
  }

  /** Returns the type of a number; null if it is unknown. */
  static @Nullable ClassicType of(long code) {
    for (ClassicType each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    return null;
  }

  /** Returns the type of a message; null for answers without a type. */
  static @Nullable ClassicType of(ClusterMessage message) {
    if (message.type() == MessageType.SERVER_SIDE_EMIT_RESPONSE && message instanceof Exchange) {
      return SERVER_SIDE_EMIT; // answers repeat the type of the request
    }
    for (ClassicType each : values()) {
      if (each.type == message.type()) {
        return each;
      }
    }
    return null;
  }
}
