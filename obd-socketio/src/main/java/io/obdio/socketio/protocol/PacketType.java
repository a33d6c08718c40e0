package io.obdio.socketio.protocol;

import org.jspecify.annotations.Nullable;

/** The packet types of Socket.IO v5; the code is the packet's first character. */
public enum PacketType {
  /** Enters a namespace. */
  CONNECT('0'),
  /** Leaves a namespace. */
  DISCONNECT('1'),
  /** An event. */
  EVENT('2'),
  /** An acknowledgement. */
  ACK('3'),
  /** A refusal. */
  CONNECT_ERROR('4'),
  /** An event with attachments. */
  BINARY_EVENT('5'),
  /** An acknowledgement with attachments. */
  BINARY_ACK('6');

  private static final PacketType[] BY_CODE = values();
  private final char code;

  PacketType(char code) {
    this.code = code;
  }

  /** Returns the character on the wire. */
  public char code() {
    return code;
  }

  /** Returns the type of a code, or null when it is none. */
  public static @Nullable PacketType of(int code) {
    int index = code - '0';
    return index >= 0 && index < BY_CODE.length ? BY_CODE[index] : null;
  }

  /** Returns whether attachments follow. */
  public boolean binary() {
    return this == BINARY_EVENT || this == BINARY_ACK;
  }
}
