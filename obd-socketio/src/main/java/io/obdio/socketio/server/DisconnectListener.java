package io.obdio.socketio.server;

/** Takes leave of clients, on the event loop; must not block. */
@FunctionalInterface
public interface DisconnectListener {

  /** A client is gone; its rooms are left already. */
  void onDisconnect(Socket socket, DisconnectReason reason) throws Exception;
}
