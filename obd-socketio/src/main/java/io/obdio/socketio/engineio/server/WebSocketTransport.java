package io.obdio.socketio.engineio.server;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.http.server.NettyExchange;
import io.obdio.socketio.websocket.CloseCode;
import io.obdio.socketio.websocket.WebSocketConnection;
import io.obdio.socketio.websocket.WebSocketUpgrade;

/** The transport WebSocket of a session; runs on the session's loop. */
final class WebSocketTransport implements Transport, WebSocketConnection.Listener {
  private final EngineSession session;
  private final WebSocketConnection connection;
  private final boolean probing;

  /**
   * Creates a transport.
   *
   * @param exchange of any loop
   * @param probing whether it is the candidate of an upgrade
   */
  WebSocketTransport(
      EngineSession session, NettyExchange exchange, int maxPayload, boolean probing) {
    this.session = session;
    this.probing = probing;
    this.connection = new WebSocketConnection(exchange, session.loop(), maxPayload, this);
  }

  /**
   * Performs the opening handshake; returns whether it succeeded, else the exchange is answered.
   */
  boolean accept(NettyExchange exchange, int maxPayload) {
    return WebSocketUpgrade.perform(exchange, maxPayload, connection);
  }

  @Override
  public void onMessage(boolean text, byte[] payload) {
    if (probing && !session.isCurrent(this)) {
      session.probeMessage(this, text, payload);
    } else if (text) {
      session.textPacket(this, payload);
    } else {
      session.binaryPacket(this, payload);
    }
  }

  @Override
  public void onWritable() {
    session.drain();
  }

  @Override
  public void onClosed(int code) {
    session.transportEnded(this, reason(code));
  }

  private static CloseReason reason(int code) {
    return switch (code) {
      case CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_PAYLOAD, CloseCode.INTERNAL_ERROR ->
          CloseReason.TRANSPORT_ERROR;
      case CloseCode.MESSAGE_TOO_BIG -> CloseReason.LIMIT;
      default -> CloseReason.TRANSPORT_CLOSE;
    };
  }

  @Override
  public boolean writable() {
    return connection.writable();
  }

  @Override
  public void write(ByteBuf frames) {
    connection.write(frames);
  }

  @Override
  public void close(CloseReason reason) {
    connection.close(code(reason), "");
  }

  private static int code(CloseReason reason) {
    return switch (reason) {
      case LIMIT -> CloseCode.POLICY_VIOLATION;
      case PARSE_ERROR -> CloseCode.PROTOCOL_ERROR;
      default -> CloseCode.NORMAL;
    };
  }

  /** Closes the connection without a close frame. */
  void abort() {
    connection.abort();
  }
}
