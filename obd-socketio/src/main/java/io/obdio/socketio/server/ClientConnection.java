package io.obdio.socketio.server;

import io.obdio.socketio.engineio.TransportType;
import java.util.function.Consumer;

/**
 * The Engine.IO session of a client, which its sockets of all namespaces share; the {@code
 * socket.conn} of Node's server. Safe for use by any thread.
 */
public interface ClientConnection {

  /** Returns the Engine.IO session id. */
  String id();

  /** Returns the transport in use. */
  TransportType transport();

  /**
   * Adds a listener for the upgrade to another transport; it runs on the client's event loop and
   * must not block.
   */
  ClientConnection onUpgrade(Consumer<TransportType> listener);

  /** Closes the session, and with it all sockets of the client. */
  void close();
}
