package io.obdio.elm327.reply;

import java.util.Arrays;

/**
 * Cuts the adapter's bytes into replies: a reply is whatever stands before {@code >}. Bytes that
 * the data sheet never sends (NUL, bit 7 set) are dropped. Not safe for several threads.
 */
public final class PromptParser {

  /** Characters that one reply may have; what is beyond is dropped and the reply marked. */
  public static final int MAX_REPLY = 1 << 16;

  private byte[] buffer = new byte[256];
  private int length;
  private boolean overflow;
  private boolean complete;

  /**
   * Takes bytes up to and including the first prompt.
   *
   * @return how many were taken; fewer than {@code count} only if the reply is complete
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

  /** True if the prompt has come. */
  public boolean isComplete() {
    return complete;
  }

  /** True if nothing more is kept until the next {@link #take}. */
  public boolean isFull() {
    return length == MAX_REPLY;
  }

  /** True if something other than blanks has come since the last {@link #take}. */
  public boolean hasText() {
    for (int i = 0; i < length; i++) {
      if (buffer[i] > ' ') {
        return true;
      }
    }
    return false;
  }

  /** True if what has come since the last {@link #take} begins as a reply, not as radio chatter. */
  public boolean hasReply() {
    for (int i = 0; i < length; i++) {
      if (buffer[i] > ' ') {
        return buffer[i] != '+';
      }
    }
    return false;
  }

  /** True if a line has ended since the last {@link #take}. */
  public boolean hasLineEnd() {
    for (int i = 0; i < length; i++) {
      if (buffer[i] < ' ') {
        return true;
      }
    }
    return false;
  }

  /** True if the last character so far ends a line. */
  public boolean endsLine() {
    return length > 0 && (buffer[length - 1] == '\r' || buffer[length - 1] == '\n');
  }

  /** What has come, whether complete or not, and begins a new reply. */
  public RawReply take() {
    RawReply reply = RawReply.of(buffer, length, complete, overflow);
    length = 0;
    complete = false;
    overflow = false;
    return reply;
  }
}
