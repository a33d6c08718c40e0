package io.obdio.socketio.websocket;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.netty.MemoryBudget;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The assembly of messages from frames (RFC 6455, 5.4). Pure; for one thread. */
final class MessageAssembler {
  private static final byte[] EMPTY = {};

  private final int maxMessage;
  private final MemoryBudget budget;
  private byte[] partial = EMPTY;
  private int length;
  private boolean text;
  private boolean fragmented;

  /**
   * Creates an assembler.
   *
   * @param maxMessage bytes of a message
   * @param budget for the bytes of incomplete messages
   */
  MessageAssembler(int maxMessage, MemoryBudget budget) {
    this.maxMessage = maxMessage;
    this.budget = budget;
  }

  /** A frame that ends the connection. */
  static final class Violation extends Exception {
    private static final long serialVersionUID = 1L;
    private final int code;

    Violation(int code, String message) {
      super(message);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** Returns whether the message that was returned last, or is being assembled, is a text. */
  boolean text() {
    return text;
  }

  /**
   * Takes the first frame of a message.
   *
   * @return the whole message, or null if further frames belong to it
   */
  byte @Nullable [] first(boolean isText, boolean last, ByteBuf content) throws Violation {
    if (fragmented) {
      throw new Violation(CloseCode.PROTOCOL_ERROR, "a new message within a fragmented one");
    }
    byte[] bytes = new byte[content.readableBytes()];
    content.readBytes(bytes);
    text = isText;
    if (last) {
      return checked(bytes);
    }
    reserve(bytes.length);
    fragmented = true;
    partial = bytes;
    length = bytes.length;
    return null;
  }

  /**
   * Takes a continuation frame.
   *
   * @return the whole message, or null if further frames belong to it
   */
  byte @Nullable [] next(boolean last, ByteBuf content) throws Violation {
    if (!fragmented) {
      throw new Violation(CloseCode.PROTOCOL_ERROR, "a continuation without a message");
    }
    int more = content.readableBytes();
    int total = length + more;
    if (total > maxMessage) {
      throw new Violation(CloseCode.MESSAGE_TOO_BIG, "more than " + maxMessage + " bytes");
    }
    if (total > partial.length) { // doubled, so that many small fragments are not copied each time
      int size = Math.min(maxMessage, Math.max(total, 2 * length));
      reserve(size - partial.length);
      partial = Arrays.copyOf(partial, size);
    }
    content.readBytes(partial, length, more);
    length = total;
    if (!last) {
      return null;
    }
    byte[] whole = Arrays.copyOf(partial, total);
    clear();
    return checked(whole);
  }

  private byte[] checked(byte[] message) throws Violation {
    if (text && !Utf8.valid(message)) {
      throw new Violation(CloseCode.INVALID_PAYLOAD, "a text message that is not UTF-8");
    }
    return message;
  }

  private void reserve(int bytes) throws Violation {
    if (!budget.reserve(bytes)) {
      throw new Violation(CloseCode.TRY_AGAIN_LATER, "too many bytes of incomplete messages");
    }
  }

  /** Drops an incomplete message. */
  void clear() {
    budget.release(partial.length);
    fragmented = false;
    partial = EMPTY;
    length = 0;
  }
}
