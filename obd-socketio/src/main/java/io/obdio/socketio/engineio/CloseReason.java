package io.obdio.socketio.engineio;

/** Why a session ended. */
public enum CloseReason {
  /** The client sent a close packet. */
  CLIENT_CLOSE,
  /** The client's connection ended. */
  TRANSPORT_CLOSE,
  /** The client's connection broke, or it broke the rules of its transport. */
  TRANSPORT_ERROR,
  /** No answer to a ping in time. */
  PING_TIMEOUT,
  /** What came is no packet. */
  PARSE_ERROR,
  /** A limit was exceeded. */
  LIMIT,
  /** This side closed it. */
  SERVER_CLOSE,
  /** The server is closing. */
  SHUTDOWN
}
