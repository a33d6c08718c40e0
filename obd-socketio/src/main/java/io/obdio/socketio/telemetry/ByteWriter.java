package io.obdio.socketio.telemetry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A writer of integers of variable length: seven bits a byte, the lowest first, the highest bit set
 * in all but the last byte, as in LEB128 and Protocol Buffers.
 */
final class ByteWriter {

  private static final int FIRST_SIZE = 256;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(FIRST_SIZE);

  void octet(int value) {
    out.write(value);
  }

  /** Writes an integer from 0 on. */
  void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Writes an integer with a sign: 0, -1, 1, -2 ... become 0, 1, 2, 3 ... */
  void signed(long value) {
    number(value << 1 ^ value >> 63);
  }

  /** Writes a number of 64 bits (IEEE 754), the highest byte first. */
  void real(double value) {
    long bits = Double.doubleToLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (bits >>> shift));
    }
  }

  /** Writes the length in bytes, and the text in UTF-8. */
  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    bytes(utf8);
  }

  void bytes(byte[] bytes) {
    out.writeBytes(bytes);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
