package io.obdio.isotp.network;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A parser of the output of can-utils' isotpserver: each message as hex digits between {@code <}
 * and {@code >}. Accepts its input in chunks of any size. Not thread-safe.
 */
final class BracketReader {

  /** Maximum length of a message in bytes; longer ones are reported and skipped. */
  static final int MAX_LENGTH = 1 << 16;

  private final Consumer<byte[]> messages;
  private final Consumer<String> errors;
  private byte[] buffer = new byte[64];
  private int digits;
  private boolean inside;

  BracketReader(Consumer<byte[]> messages, Consumer<String> errors) {
    this.messages = messages;
    this.errors = errors;
  }

  /** Parses the first {@code count} bytes. */
  void feed(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      feed((char) (bytes[i] & 0xFF));
    }
  }

  private void feed(char c) {
    if (c == '<') {
      if (inside) {
        errors.accept("a message is incomplete: " + digits + " digits");
      }
      inside = true;
      digits = 0;
    } else if (inside) {
      String error = c == '>' ? end() : digit(c);
      if (error != null) {
        errors.accept(error);
      }
      inside = c != '>' && error == null;
    }
    // Characters between messages are ignored; isotpserver writes none.
  }

  private @Nullable String end() {
    if (digits % 2 != 0) {
      return "a message has an odd number of digits: " + digits;
    }
    if (digits > 0) {
      messages.accept(Arrays.copyOf(buffer, digits / 2));
    }
    return null;
  }

  private @Nullable String digit(char c) {
    int value = Character.digit(c, 16);
    if (value < 0) {
      return "'" + c + "' is not a hex digit";
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
