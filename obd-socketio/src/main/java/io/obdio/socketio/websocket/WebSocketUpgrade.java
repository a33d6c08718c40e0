package io.obdio.socketio.websocket;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionEncoder;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.server.NettyExchange;

/** The opening handshake that turns an HTTP connection into a WebSocket (RFC 6455, version 13). */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write is reported as the channel's end
public final class WebSocketUpgrade {
  private static final String TEXT = "text/plain; charset=utf-8";

  private WebSocketUpgrade() {}

  /** Returns whether the client requests a WebSocket. */
  public static boolean requested(HttpExchange exchange) {
    String upgrade = exchange.header("upgrade");
    return "GET".equals(exchange.method()) && "websocket".equalsIgnoreCase(upgrade);
  }

  /**
   * Performs the handshake; answers with 400 or 426 if the client's request is not a valid one.
   *
   * @param maxFrame payload bytes of one frame; a larger one ends the connection with 1009
   * @param connection receives the frames from now on
   * @return whether the connection is a WebSocket now
   */
  public static boolean perform(
      NettyExchange exchange, int maxFrame, WebSocketConnection connection) {
    if (!requested(exchange)) {
      exchange.responseHeader("upgrade", "websocket");
      exchange.respond(426, TEXT, "A WebSocket is required\n");
      return false;
    }
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(maxFrame)
            .allowExtensions(true)
            .closeOnProtocolViolation(false) // the connection sends the close frame
            .build();
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory("ws://localhost/", null, config)
            .newHandshaker(exchange.request());
    if (handshaker == null) {
      exchange.responseHeader("sec-websocket-version", "13");
      exchange.respond(426, TEXT, "WebSocket version 13 is required\n");
      return false;
    }
    try {
      handshaker.handshake(
          exchange.channel(),
          exchange.request(),
          exchange.responseHeaders(),
          exchange.channel().newPromise());
    } catch (WebSocketHandshakeException e) {
      exchange.respond(400, TEXT, e.getMessage() + "\n");
      return false;
    }
    exchange.upgraded("websocket", connection);
    ChannelPipeline pipeline = exchange.channel().pipeline();
    boolean compressed = pipeline.get(WebSocketExtensionEncoder.class) != null;
    if (!compressed && pipeline.get(WebSocket13FrameEncoder.class) != null) {
      pipeline.remove(WebSocket13FrameEncoder.class); // whole frames are written as bytes
    }
    connection.opened(compressed);
    return true;
  }
}
