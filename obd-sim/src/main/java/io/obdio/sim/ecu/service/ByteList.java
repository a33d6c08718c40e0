package io.obdio.sim.ecu.service;

import io.obdio.core.message.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds a message byte by byte, high bytes first. */
public final class ByteList {

  private byte[] bytes = new byte[32];
  private int length;

  /** A list that begins with {@code values}, one byte each. */
  public static ByteList of(int... values) {
    return new ByteList().add(values);
  }

  /** Adds one byte for each value; its low eight bits count. */
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

  /** Adds {@code count} bytes of a number, 1..4. */
  public ByteList addNumber(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      add((int) (value >> 8 * i));
    }
    return this;
  }

  /** Adds a message's bytes. */
  public ByteList add(Payload payload) {
    for (int i = 0; i < payload.length(); i++) {
      add(payload.at(i));
    }
    return this;
  }

  /** Adds ASCII text, with NUL bytes behind it up to {@code width}. */
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
