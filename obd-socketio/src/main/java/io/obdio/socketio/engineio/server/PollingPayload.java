package io.obdio.socketio.engineio.server;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.websocket.WebSocketFrames;
import java.util.Arrays;
import java.util.Base64;

/** The payload of long polling: packets with a record separator between, binary ones in base64. */
final class PollingPayload {
  static final byte SEPARATOR = 0x1E;
  private static final byte BINARY = 'b';

  private PollingPayload() {}

  /** An error in a payload. */
  static final class BadPayload extends Exception {
    private static final long serialVersionUID = 1L;

    BadPayload(String message) {
      super(message);
    }
  }

  /** A visitor of packets. */
  interface Visitor {
    /** Visits a text packet, type and content; returns whether to continue. */
    boolean text(byte[] packet);

    /** Visits a binary message; returns whether to continue. */
    boolean binary(byte[] data);
  }

  /** Adds the first packet of frames to a payload; the frames' reader index moves behind it. */
  static void appendOne(ByteBuf out, ByteBuf frames) {
    WebSocketFrames.readOne(
        frames,
        (text, payload) -> {
          if (out.isReadable()) {
            out.writeByte(SEPARATOR);
          }
          if (text) {
            out.writeBytes(payload);
          } else {
            byte[] data = new byte[payload.readableBytes()];
            payload.readBytes(data);
            out.writeByte(BINARY);
            out.writeBytes(Base64.getEncoder().encode(data));
          }
        });
  }

  /**
   * Splits a payload.
   *
   * @throws BadPayload if a packet is empty or no base64
   */
  static void split(ByteBuf payload, Visitor visitor) throws BadPayload {
    int at = payload.readerIndex();
    int end = payload.writerIndex();
    while (true) {
      int separator = payload.indexOf(at, end, SEPARATOR);
      int stop = separator < 0 ? end : separator;
      if (stop == at) {
        throw new BadPayload("empty packet");
      }
      byte[] packet = new byte[stop - at];
      payload.getBytes(at, packet);
      if (!visit(packet, visitor) || separator < 0) {
        return;
      }
      at = separator + 1;
    }
  }

  private static boolean visit(byte[] packet, Visitor visitor) throws BadPayload {
    if (packet[0] != BINARY) {
      return visitor.text(packet);
    }
    // The official Java client wraps its base64 at 76 characters and ends it with a line feed.
    byte[] base64 = new byte[packet.length - 1];
    int length = 0;
    for (int i = 1; i < packet.length; i++) {
      if (packet[i] != '\n' && packet[i] != '\r') {
        base64[length++] = packet[i];
      }
    }
    try {
      return visitor.binary(Base64.getDecoder().decode(Arrays.copyOf(base64, length)));
    } catch (IllegalArgumentException e) {
      throw new BadPayload("invalid base64: " + e.getMessage());
    }
  }
}
