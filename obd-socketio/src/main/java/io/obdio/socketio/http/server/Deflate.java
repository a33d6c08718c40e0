package io.obdio.socketio.http.server;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilter;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilterProvider;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;

/** The WebSocket extension permessage-deflate (RFC 7692), for messages above a size. */
final class Deflate {
  private static final int LEVEL = 6;
  private static final int MAX_WINDOW = 15;

  private Deflate() {}

  /**
   * Returns a handler that negotiates the extension.
   *
   * @param threshold bytes from which messages to the client are compressed
   * @param maxMessage bytes of a decompressed message
   */
  static ChannelHandler handler(int threshold, int maxMessage) {
    WebSocketExtensionFilter small = frame -> frame.content().readableBytes() < threshold;
    WebSocketExtensionFilterProvider filters =
        new WebSocketExtensionFilterProvider() {
          @Override
          public WebSocketExtensionFilter encoderFilter() {
            return small;
          }

          @Override
          public WebSocketExtensionFilter decoderFilter() {
            return WebSocketExtensionFilter.NEVER_SKIP;
          }
        };
    return new WebSocketServerExtensionHandler(
        new PerMessageDeflateServerExtensionHandshaker(
            LEVEL,
            ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
            MAX_WINDOW,
            false,
            false,
            MAX_WINDOW,
            PerMessageDeflateServerExtensionHandshaker.DEFAULT_MEM_LEVEL,
            filters,
            maxMessage));
  }
}
