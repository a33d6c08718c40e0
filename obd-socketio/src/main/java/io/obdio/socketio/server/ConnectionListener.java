package io.obdio.socketio.server;

/** A listener for new clients; runs on the event loop and must not block. */
@FunctionalInterface
public interface ConnectionListener {

  /** Receives a connected client. */
  void onConnection(Socket socket) throws Exception;
}
