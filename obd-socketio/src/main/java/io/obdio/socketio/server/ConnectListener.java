package io.obdio.socketio.server;

/** A listener for new clients; runs on the event loop and must not block. */
@FunctionalInterface
public interface ConnectListener {

  /** Receives a connected client. */
  void onConnection(Socket socket) throws Exception;
}
