package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds a message byte by byte, high bytes first. */
final class ByteList {

  private byte[] bytes = new byte[32];
  private int length;

  /** A list that begins with {@code values}, one byte each. */
  static ByteList of(int... values) {
    return new ByteList().add(values);
  }

  /** Adds one byte for each value; its low eight bits count. */
  ByteList add(int... values) {
    for (int value : values) {
      room(1);
      bytes[length++] = (byte) value;
    }
    return this;
  }

  /** Adds two bytes. */
  ByteList add16(int value) {
    return add(value >> 8, value);
  }

  /** Adds three bytes. */
  ByteList add24(int value) {
    return add(value >> 16, value >> 8, value);
  }

  /** Adds {@code count} bytes of a number, 1..4. */
  ByteList addNumber(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      add((int) (value >> 8 * i));
    }
    return this;
  }

  /** Adds a message's bytes. */
  ByteList add(Payload payload) {
    for (int i = 0; i < payload.length(); i++) {
      add(payload.at(i));
    }
    return this;
  }

  /** Adds ASCII text, with NUL bytes behind it up to {@code width}. */
  ByteList addText(String text, int width) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < width; i++) {
      add(i < ascii.length ? ascii[i] : 0);
    }
    return this;
  }

  int length() {
    return length;
  }

  Payload payload() {
    return Payload.of(bytes, 0, length);
  }

  private void room(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }
}
