package io.obdio.isotp.transport;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what can-utils' isotpserver writes: each message as hex digits between {@code <} and {@code
 * >}. Takes its input in any chunks. Not for several threads.
 */
final class BracketReader {

  /** Longest message in bytes; longer ones are reported and skipped. */
  static final int MAX_LENGTH = 1 << 16;

  private final Consumer<byte[]> messages;
  private final Consumer<String> mistakes;
  private byte[] buffer = new byte[64];
  private int digits;
  private boolean inside;

  BracketReader(Consumer<byte[]> messages, Consumer<String> mistakes) {
    this.messages = messages;
    this.mistakes = mistakes;
  }

  /** Takes the first {@code count} bytes. */
  void feed(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      feed((char) (bytes[i] & 0xFF));
    }
  }

  private void feed(char c) {
    if (c == '<') {
      if (inside) {
        mistakes.accept("a message broke off after " + digits + " digits");
      }
      inside = true;
      digits = 0;
    } else if (inside) {
      String mistake = c == '>' ? end() : digit(c);
      if (mistake != null) {
        mistakes.accept(mistake);
      }
      inside = c != '>' && mistake == null;
    }
    // Between messages isotpserver writes nothing, and what it may add one day is no message.
  }

  private @Nullable String end() {
    if (digits % 2 != 0) {
      return "a message has half a byte: " + digits + " digits";
    }
    if (digits > 0) {
      messages.accept(Arrays.copyOf(buffer, digits / 2));
    }
    return null;
  }

  private @Nullable String digit(char c) {
    int value = Character.digit(c, 16);
    if (value < 0) {
      return "'" + c + "' is no hex digit";
    }
    if (digits / 2 >= MAX_LENGTH) {
      return "a message is longer than " + MAX_LENGTH + " bytes";
    }
    if (digits / 2 == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int at = digits / 2;
    buffer[at] = (byte) (digits % 2 == 0 ? value << 4 : buffer[at] | value);
    digits++;
    return null;
  }
}
