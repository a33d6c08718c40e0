package io.obdio.socketio.engineio.server;

import org.jspecify.annotations.Nullable;

/** The packet types of Engine.IO v4; the code is the packet's first character. */
public enum EnginePacketType {
  /** Handshake, by the server. */
  OPEN('0'),
  /** The session ends. */
  CLOSE('1'),
  /** Heartbeat, by the server; probe, by the client. */
  PING('2'),
  /** The answer to a ping. */
  PONG('3'),
  /** A message. */
  MESSAGE('4'),
  /** The end of an upgrade, by the client. */
  UPGRADE('5'),
  /** Nothing; releases a waiting poll. */
  NOOP('6');

  private static final EnginePacketType[] BY_CODE = values();
  private final char code;

  EnginePacketType(char code) {
    this.code = code;
  }

  /** Returns the character on the wire. */
  public char code() {
    return code;
  }

  /** Returns the type of a code, or null when it is none. */
  public static @Nullable EnginePacketType of(int code) {
    int index = code - '0';
    return index >= 0 && index < BY_CODE.length ? BY_CODE[index] : null;
  }
}
