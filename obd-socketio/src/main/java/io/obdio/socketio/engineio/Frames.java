package io.obdio.socketio.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * Packets as complete WebSocket frames, the form in which they are made, queued and shared: a
 * WebSocket sends the bytes as they are, long polling unwraps them.
 */
public final class Frames {
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PONG = 0x8A;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MAX_HEADER = 10;

  private Frames() {}

  /** Takes the frames of a buffer one by one. */
  interface Visitor {
    /** A frame's payload, valid during the call. */
    void frame(boolean text, ByteBuf payload);
  }

  /** A packet without binary data, of ASCII characters. */
  static ByteBuf ascii(String packet) {
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(packet.length() + MAX_HEADER);
    header(out, TEXT, packet.length());
    out.writeCharSequence(packet, StandardCharsets.US_ASCII);
    return out;
  }

  /** A packet of one type, empty. */
  static ByteBuf of(EnginePacketType type) {
    return ascii(String.valueOf(type.code()));
  }

  /** The WebSocket's own closing frame. */
  static ByteBuf close(int status) {
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(4);
    header(out, CLOSE, 2);
    return out.writeShort(status);
  }

  /** The WebSocket's own answer to its own ping. */
  static ByteBuf pong(ByteBuf content) {
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(content.readableBytes() + 2);
    header(out, PONG, content.readableBytes());
    return out.writeBytes(content);
  }

  /**
   * A buffer for messages, to be filled with {@link #text} and {@link #binary}.
   *
   * @param payload bytes expected in all
   * @param frames how many
   */
  public static ByteBuf allocate(int payload, int frames) {
    return ByteBufAllocator.DEFAULT.directBuffer(payload + frames * (MAX_HEADER + 1));
  }

  /** Adds a text message. */
  public static void text(ByteBuf out, String head, byte[] utf8) {
    header(out, TEXT, 1 + ByteBufUtil.utf8Bytes(head) + utf8.length);
    out.writeByte(EnginePacketType.MESSAGE.code());
    ByteBufUtil.writeUtf8(out, head);
    out.writeBytes(utf8);
  }

  /** Adds a binary message. */
  public static void binary(ByteBuf out, byte[] data) {
    header(out, BINARY, data.length);
    out.writeBytes(data);
  }

  private static void header(ByteBuf out, int first, int length) {
    out.writeByte(first);
    if (length < LENGTH_16) {
      out.writeByte(length);
    } else if (length <= 0xFFFF) {
      out.writeByte(LENGTH_16).writeShort(length);
    } else {
      out.writeByte(LENGTH_64).writeLong(length);
    }
  }

  /** Visits the frames of a buffer made here; the reader index stays. */
  static void forEach(ByteBuf frames, Visitor visitor) {
    int at = frames.readerIndex();
    while (at < frames.writerIndex()) {
      boolean text = frames.getUnsignedByte(at) == TEXT;
      int length = frames.getUnsignedByte(at + 1);
      at += 2;
      if (length == LENGTH_16) {
        length = frames.getUnsignedShort(at);
        at += 2;
      } else if (length == LENGTH_64) {
        length = (int) frames.getLong(at);
        at += 8;
      }
      visitor.frame(text, frames.slice(at, length));
      at += length;
    }
  }
}
