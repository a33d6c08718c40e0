package io.obdio.socketio.protocol;

import org.jspecify.annotations.Nullable;

/** The packet types of Socket.IO v5; the code is the packet's first character. */
public enum PacketType {
  /** Enters a namespace. */
  CONNECT,
  /** Leaves a namespace. */
  DISCONNECT,
  /** An event. */
  EVENT,
  /** An acknowledgement. */
  ACK,
  /** A refusal. */
  CONNECT_ERROR,
  /** An event with attachments. */
  BINARY_EVENT,
  /** An acknowledgement with attachments. */
  BINARY_ACK;

  private static final PacketType[] BY_CODE = values();

  /** The character on the wire. */
  public char code() {
    return (char) ('0' + ordinal());
  }

  /** The type of a code, or null when it is none. */
  public static @Nullable PacketType of(int code) {
    int index = code - '0';
    return index >= 0 && index < BY_CODE.length ? BY_CODE[index] : null;
  }

  /** Whether attachments follow. */
  public boolean binary() {
    return this == BINARY_EVENT || this == BINARY_ACK;
  }
}
