package io.obdio.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * The messages to send, made once: the clients' handshake and masked text frames, a server's frame.
 */
final class Wire {
  private static final byte[] MASK = {0x3A, 0x51, 0x6F, 0x18};

  static final ByteBuf CONNECT = frame("40");
  static final ByteBuf PONG = frame("3");
  static final ByteBuf ASK = frame("420[\"has_name\",\"RPM\"]");
  static final ByteBuf BROADCAST = frame("42[\"broadcast\"]");

  @SuppressWarnings("StringConcatToTextBlock") // the line ends are the protocol's own
  static final ByteBuf HANDSHAKE =
      lasting(
          Unpooled.copiedBuffer(
              "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                  + "Host: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                  + "Sec-WebSocket-Version: 13\r\n\r\n",
              StandardCharsets.US_ASCII));

  private Wire() {}

  private static ByteBuf frame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    if (payload.length > 125) {
      throw new IllegalArgumentException("too long for a short frame: " + text);
    }
    ByteBuf frame = Unpooled.buffer(6 + payload.length);
    frame.writeByte(0x81).writeByte(0x80 | payload.length).writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.writeByte(payload[i] ^ MASK[i & 3]);
    }
    return lasting(frame);
  }

  /** Returns a text frame as a server sends it, of 126 bytes or more. */
  static ByteBuf serverFrame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    if (payload.length < 126 || payload.length > 0xFFFF) {
      throw new IllegalArgumentException("no frame of medium size: " + text);
    }
    ByteBuf frame = Unpooled.buffer(4 + payload.length);
    frame.writeByte(0x81).writeByte(126).writeShort(payload.length).writeBytes(payload);
    return lasting(frame);
  }

  private static ByteBuf lasting(ByteBuf heap) {
    ByteBuf direct = Unpooled.directBuffer(heap.readableBytes()).writeBytes(heap);
    return Unpooled.unreleasableBuffer(direct);
  }
}
