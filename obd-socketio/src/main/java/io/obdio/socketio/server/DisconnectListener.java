package io.obdio.socketio.server;

/** A listener for disconnected clients; runs on the event loop and must not block. */
@FunctionalInterface
public interface DisconnectListener {

  /** Receives a client that disconnected and has left its rooms. */
  void onDisconnect(Socket socket, DisconnectReason reason) throws Exception;
}
