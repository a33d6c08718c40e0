package io.obdio.socketio.server;

/** The reason of a disconnection, with Socket.IO's text. */
public enum DisconnectReason {
  /** The client left the namespace. */
  CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect", false),
  /** The server disconnected the socket. */
  SERVER_NAMESPACE_DISCONNECT("server namespace disconnect", false),
  /** The server is closing. */
  SERVER_SHUTTING_DOWN("server shutting down", true),
  /** The client did not answer a ping in time. */
  PING_TIMEOUT("ping timeout", true),
  /** The connection was closed. */
  TRANSPORT_CLOSE("transport close", true),
  /** The connection failed. */
  TRANSPORT_ERROR("transport error", true),
  /** The client sent an invalid packet. */
  PARSE_ERROR("parse error", false),
  /** The server closed the session: a limit was exceeded or {@code disconnect(true)} called. */
  FORCED_SERVER_CLOSE("forced server close", true),
  /** The client closed the session. */
  FORCED_CLOSE("forced close", true);

  private final String text;
  private final boolean recoverable;

  DisconnectReason(String text, boolean recoverable) {
    this.text = text;
    this.recoverable = recoverable;
  }

  /** Returns the text on the wire. */
  public String text() {
    return text;
  }

  /** Returns whether connection-state recovery keeps the client's state. */
  public boolean recoverable() {
    return recoverable;
  }
}
