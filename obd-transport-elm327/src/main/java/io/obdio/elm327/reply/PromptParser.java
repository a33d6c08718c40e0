package io.obdio.elm327.reply;

import java.util.Arrays;

/**
 * The parser that divides the adapter's bytes into replies: a reply ends with the prompt {@code >}.
 * Bytes that are no part of a reply (NUL, bit 7 set) are dropped. Not thread-safe.
 */
public final class PromptParser {

  /** The greatest number of characters in a reply; the rest is dropped and the reply marked. */
  public static final int MAX_REPLY = 1 << 16;

  private byte[] buffer = new byte[256];
  private int length;
  private boolean overflow;
  private boolean complete;

  /**
   * Takes bytes up to and including the first prompt.
   *
   * @return the number of bytes taken; fewer than {@code count} only if the reply is complete
   */
  public int feed(byte[] bytes, int offset, int count) {
    for (int i = 0; i < count; i++) {
      if (complete) {
        return i;
      }
      byte b = bytes[offset + i];
      if (b == '>') {
        complete = true;
      } else if (b >= ' ' || b == '\r' || b == '\n') {
        append(b);
      }
    }
    return count;
  }

  private void append(byte b) {
    if (length == MAX_REPLY) {
      overflow = true;
      return;
    }
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    buffer[length++] = b;
  }

  /** Returns whether the prompt was received. */
  public boolean isComplete() {
    return complete;
  }

  /** Returns whether further characters are dropped until the next {@link #take}. */
  public boolean isFull() {
    return length == MAX_REPLY;
  }

  /** Returns whether anything but blanks was received since the last {@link #take}. */
  public boolean hasText() {
    for (int i = 0; i < length; i++) {
      if (buffer[i] > ' ') {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a reply has begun, and not a message of the radio module. */
  public boolean hasReply() {
    for (int i = 0; i < length; i++) {
      if (buffer[i] > ' ') {
        return buffer[i] != '+';
      }
    }
    return false;
  }

  /** Returns whether a line has ended since the last {@link #take}. */
  public boolean hasLineEnd() {
    for (int i = 0; i < length; i++) {
      if (buffer[i] < ' ') {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the last character ends a line. */
  public boolean endsLine() {
    return length > 0 && (buffer[length - 1] == '\r' || buffer[length - 1] == '\n');
  }

  /** Returns what was received, complete or not, and begins a new reply. */
  public RawReply take() {
    RawReply reply = RawReply.of(buffer, length, complete, overflow);
    length = 0;
    complete = false;
    overflow = false;
    return reply;
  }
}
