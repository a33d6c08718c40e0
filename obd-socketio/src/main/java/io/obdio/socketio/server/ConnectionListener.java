package io.obdio.socketio.server;

/** Takes new clients, on the event loop; must not block. */
@FunctionalInterface
public interface ConnectionListener {

  /** A client is connected. */
  void onConnection(Socket socket) throws Exception;
}
