package io.obdio.socketio.engineio;

/** What happens with messages for a client that does not read as fast as they come. */
public enum SendMode {
  /** They wait; when too many wait the session ends. */
  RELIABLE,
  /** They are dropped. */
  VOLATILE,
  /** The newest of a key takes the place of the one that waits. */
  LATEST
}
