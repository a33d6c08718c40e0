package io.obdio.socketio.netty;

/** The handling of a message for a client that reads more slowly than messages arrive. */
public enum SendMode {
  /** It waits; when too many messages wait, the session ends. */
  RELIABLE,
  /** It is dropped. */
  VOLATILE,
  /** It replaces the waiting message of the same key. */
  LATEST
}
