package io.obdio.socketio.websocket;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionEncoder;
import io.obdio.socketio.http.HttpExchange;

/** Turns an HTTP connection into a WebSocket (RFC 6455, version 13). */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells failed writes through the channel's end
public final class WebSocketUpgrade {
  private WebSocketUpgrade() {}

  /** Whether the client asks for a WebSocket. */
  public static boolean wanted(HttpExchange exchange) {
    String upgrade = exchange.header("upgrade");
    return "GET".equals(exchange.method()) && "websocket".equalsIgnoreCase(upgrade);
  }

  /**
   * Upgrades; answers with 400 or 426 when the client's handshake is none.
   *
   * @param maxPayload bytes of one frame
   * @param handler gets the {@link io.netty.handler.codec.http.websocketx.WebSocketFrame}s; it may
   *     write whole frames as bytes when {@link #deflating} is false, else must write frame objects
   * @return whether the connection is a WebSocket now
   */
  public static boolean perform(HttpExchange exchange, int maxPayload, ChannelHandler handler) {
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(maxPayload)
            .allowExtensions(true)
            .closeOnProtocolViolation(true)
            .build();
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory("ws://localhost/", null, config)
            .newHandshaker(exchange.request());
    if (handshaker == null) {
      exchange.responseHeader("sec-websocket-version", "13");
      exchange.respond(426, "text/plain; charset=utf-8", "WebSocket version 13 is needed\n");
      return false;
    }
    try {
      handshaker.handshake(exchange.channel(), exchange.request());
    } catch (WebSocketHandshakeException e) {
      exchange.respond(400, "text/plain; charset=utf-8", e.getMessage() + "\n");
      return false;
    }
    exchange.upgraded("websocket", handler);
    ChannelPipeline pipeline = exchange.channel().pipeline();
    if (!deflating(pipeline) && pipeline.get(WebSocket13FrameEncoder.class) != null) {
      pipeline.remove(WebSocket13FrameEncoder.class);
    }
    return true;
  }

  /** Whether messages of this connection are compressed. */
  public static boolean deflating(ChannelPipeline pipeline) {
    return pipeline.get(WebSocketExtensionEncoder.class) != null;
  }
}
