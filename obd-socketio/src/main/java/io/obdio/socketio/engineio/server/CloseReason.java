package io.obdio.socketio.engineio.server;

/** Why a session ended. */
public enum CloseReason {
  /** The client sent a close packet. */
  CLIENT_CLOSE,
  /** The client's connection ended. */
  TRANSPORT_CLOSE,
  /** The connection failed, or the client violated the rules of its transport. */
  TRANSPORT_ERROR,
  /** No answer to a ping in time. */
  PING_TIMEOUT,
  /** A message was not a valid packet. */
  PARSE_ERROR,
  /** A limit was exceeded. */
  LIMIT,
  /** The server closed it. */
  SERVER_CLOSE,
  /** The server is closing. */
  SHUTDOWN
}
