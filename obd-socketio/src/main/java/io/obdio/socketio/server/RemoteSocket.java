package io.obdio.socketio.server;

import java.util.Map;
import java.util.Set;

/** A client that may be connected to another server; what is read of it is a copy. */
public interface RemoteSocket extends Emitter {

  /** The Socket.IO id. */
  String id();

  /** What the client told when it connected. */
  Handshake handshake();

  /** Its rooms when it was fetched. */
  Set<String> rooms();

  /** Its data when it was fetched. */
  Map<String, Object> data();

  /** Enters rooms. */
  void join(String... rooms);

  /** Leaves rooms. */
  void leave(String... rooms);

  /** Disconnects; see {@link Socket#disconnect}. */
  void disconnect(boolean close);
}
