package io.obdio.sim.ecu.service;

import io.obdio.core.message.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A message that is built byte by byte, most significant bytes first. */
public final class ByteList {

  private byte[] bytes = new byte[32];
  private int length;

  /** Creates a list that starts with {@code values}, one byte each. */
  public static ByteList of(int... values) {
    return new ByteList().add(values);
  }

  /** Adds one byte for each value: its low eight bits. */
  public ByteList add(int... values) {
    for (int value : values) {
      room(1);
      bytes[length++] = (byte) value;
    }
    return this;
  }

  /** Adds two bytes. */
  public ByteList add16(int value) {
    return add(value >> 8, value);
  }

  /** Adds three bytes. */
  public ByteList add24(int value) {
    return add(value >> 16, value >> 8, value);
  }

  /** Adds {@code count} bytes of a number, 1 to 4. */
  public ByteList addNumber(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      add((int) (value >> 8 * i));
    }
    return this;
  }

  /** Adds the bytes of a message. */
  public ByteList add(Payload payload) {
    for (int i = 0; i < payload.length(); i++) {
      add(payload.at(i));
    }
    return this;
  }

  /** Adds ASCII text, padded with NUL bytes to {@code width}. */
  public ByteList addText(String text, int width) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < width; i++) {
      add(i < ascii.length ? ascii[i] : 0);
    }
    return this;
  }

  public int length() {
    return length;
  }

  public Payload payload() {
    return Payload.of(bytes, 0, length);
  }

  private void room(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }
}
