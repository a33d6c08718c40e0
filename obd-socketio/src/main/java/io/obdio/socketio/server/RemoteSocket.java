package io.obdio.socketio.server;

import java.util.Map;
import java.util.Set;

/** A client that may be connected to another server; its properties are copies. */
public interface RemoteSocket extends Emitter {

  /** Returns the Socket.IO id. */
  String id();

  /** Returns the request by which the client connected. */
  Handshake handshake();

  /** Returns the rooms at the time of the fetch. */
  Set<String> rooms();

  /** Returns the data at the time of the fetch. */
  Map<String, Object> data();

  /** Adds the client to rooms. */
  void join(String... rooms);

  /** Removes the client from rooms. */
  void leave(String... rooms);

  /** Disconnects the client; see {@link Socket#disconnect}. */
  void disconnect(boolean close);
}
