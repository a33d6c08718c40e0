package io.obdio.socketio.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * The encoder of complete, unmasked frames of a server (RFC 6455, 5.2). Messages are encoded once
 * and the bytes are shared between the connections that they are sent to.
 */
public final class WebSocketFrames {
  /** The longest header of a server's frame, in bytes. */
  public static final int MAX_HEADER = 10;

  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  private WebSocketFrames() {}

  /** A visitor of the frames in a buffer. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Visits a frame.
     *
     * @param text whether it is a text frame, else it is a binary one
     * @param payload valid during the call
     */
    void frame(boolean text, ByteBuf payload);
  }

  /** Returns one text message. */
  public static ByteBuf text(String message) {
    int length = ByteBufUtil.utf8Bytes(message);
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(length + MAX_HEADER);
    textHeader(out, length);
    ByteBufUtil.writeUtf8(out, message);
    return out;
  }

  /** Returns one binary message. */
  public static ByteBuf binary(byte[] message) {
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(message.length + MAX_HEADER);
    binaryHeader(out, message.length);
    return out.writeBytes(message);
  }

  /** Adds the header of a text frame; its payload must follow. */
  public static void textHeader(ByteBuf out, int length) {
    header(out, TEXT, length);
  }

  /** Adds the header of a binary frame; its payload must follow. */
  public static void binaryHeader(ByteBuf out, int length) {
    header(out, BINARY, length);
  }

  static ByteBuf close(int code, String reason) {
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(4 + ByteBufUtil.utf8MaxBytes(reason));
    header(out, CLOSE, 2 + ByteBufUtil.utf8Bytes(reason));
    out.writeShort(code);
    ByteBufUtil.writeUtf8(out, reason);
    return out;
  }

  static ByteBuf ping() {
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(2);
    header(out, PING, 0);
    return out;
  }

  static ByteBuf pong(ByteBuf content) {
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(content.readableBytes() + 2);
    header(out, PONG, content.readableBytes());
    return out.writeBytes(content);
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

  /** Visits the text and binary frames of a buffer encoded here; the reader index stays. */
  public static void forEach(ByteBuf frames, Visitor visitor) {
    ByteBuf view = frames.duplicate();
    while (view.isReadable()) {
      readOne(view, visitor);
    }
  }

  /** Visits the first frame of a buffer encoded here; the reader index moves behind it. */
  public static void readOne(ByteBuf frames, Visitor visitor) {
    boolean text = frames.readUnsignedByte() == TEXT;
    int length = frames.readUnsignedByte();
    if (length == LENGTH_16) {
      length = frames.readUnsignedShort();
    } else if (length == LENGTH_64) {
      length = (int) frames.readLong();
    }
    visitor.frame(text, frames.readSlice(length));
  }
}
