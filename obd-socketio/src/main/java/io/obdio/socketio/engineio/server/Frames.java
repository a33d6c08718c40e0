package io.obdio.socketio.engineio.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.obdio.socketio.websocket.WebSocketFrames;
import java.nio.charset.StandardCharsets;

/**
 * The encoder of packets as complete WebSocket frames, the form in which they are queued and
 * shared: a WebSocket sends the bytes as they are, long polling unwraps them.
 */
public final class Frames {
  private Frames() {}

  /** Returns a packet of ASCII characters. */
  static ByteBuf ascii(String packet) {
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(packet.length() + WebSocketFrames.MAX_HEADER);
    WebSocketFrames.textHeader(out, packet.length());
    out.writeCharSequence(packet, StandardCharsets.US_ASCII);
    return out;
  }

  /** Returns an empty packet of one type. */
  static ByteBuf of(EnginePacketType type) {
    return ascii(String.valueOf(type.code()));
  }

  /**
   * Returns a buffer for messages, to be filled with {@link #text} and {@link #binary}.
   *
   * @param payload bytes expected in all
   * @param frames number of messages
   */
  public static ByteBuf allocate(int payload, int frames) {
    return ByteBufAllocator.DEFAULT.directBuffer(
        payload + frames * (WebSocketFrames.MAX_HEADER + 1));
  }

  /** Adds a text message. */
  public static void text(ByteBuf out, String head, byte[] utf8) {
    WebSocketFrames.textHeader(out, 1 + ByteBufUtil.utf8Bytes(head) + utf8.length);
    out.writeByte(EnginePacketType.MESSAGE.code());
    ByteBufUtil.writeUtf8(out, head);
    out.writeBytes(utf8);
  }

  /** Adds a binary message. */
  public static void binary(ByteBuf out, byte[] data) {
    WebSocketFrames.binaryHeader(out, data.length);
    out.writeBytes(data);
  }
}
