package io.obdio.socketio.engineio;

/** The transports of Engine.IO. */
public enum TransportType {
  /** HTTP long polling. */
  POLLING("polling"),
  /** WebSocket. */
  WEBSOCKET("websocket");

  private final String text;

  TransportType(String text) {
    this.text = text;
  }

  /** Returns the name on the wire. */
  public String text() {
    return text;
  }
}
