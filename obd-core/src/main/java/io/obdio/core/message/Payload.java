package io.obdio.core.message;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.IntUnaryOperator;

/**
 * The bytes of one diagnostic message without transport framing, such as the request {@code 01 0C}
 * and its response {@code 41 0C 0D 48}. Immutable; safe for use by several threads.
 */
public final class Payload {

  /** The payload without bytes. */
  public static final Payload EMPTY = new Payload(new byte[0], 0, 0);

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final byte[] bytes;
  private final int offset;
  private final int length;

  private Payload(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /** Returns a payload with a copy of {@code bytes}. */
  public static Payload of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Payload(bytes.clone(), 0, bytes.length);
  }

  /** Returns a payload with a copy of {@code length} bytes from {@code offset} on. */
  public static Payload of(byte[] bytes, int offset, int length) {
    return new Payload(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
  }

  /** Returns a payload of these bytes; only the low eight bits of each argument are used. */
  public static Payload of(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new Payload(bytes, 0, bytes.length);
  }

  /**
   * Returns a payload of {@code length} bytes, each computed by {@code byteAt} from its index; only
   * the low eight bits of a result are used. Avoids a copy when bytes are read from another
   * structure.
   */
  public static Payload generate(int length, IntUnaryOperator byteAt) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) byteAt.applyAsInt(i);
    }
    return length == 0 ? EMPTY : new Payload(bytes, 0, length);
  }

  /**
   * Parses two hexadecimal digits per byte, in either case, with or without spaces between bytes.
   *
   * @throws IllegalArgumentException if {@code hex} has another form
   */
  public static Payload ofHex(String hex) {
    return of(HEX.parseHex(hex.replace(" ", "")));
  }

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }

  /** Returns whether there is no byte. */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * Returns the byte at {@code index}, 0..255.
   *
   * @throws IndexOutOfBoundsException outside 0..{@link #length()}-1
   */
  public int at(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException("byte " + index + " of " + length);
    }
    return bytes[offset + index] & 0xFF;
  }

  /** Returns two bytes from {@code index} on, high byte first, 0..65535. */
  public int uint16(int index) {
    return at(index) << 8 | at(index + 1);
  }

  /** Returns four bytes from {@code index} on, high byte first, 0..4294967295. */
  public long uint32(int index) {
    return (long) uint16(index) << 16 | uint16(index + 2);
  }

  /**
   * Returns bit {@code index}, counted from the most significant bit of the first byte, as the
   * standards number supported PIDs (bit 0 is the first PID).
   */
  public boolean bit(int index) {
    return (at(index >> 3) >> (7 - (index & 7)) & 1) != 0;
  }

  /** Returns the bytes from {@code from} to the end, without copying. */
  public Payload from(int from) {
    return slice(from, length - from);
  }

  /** Returns {@code count} bytes from {@code from} on, without copying. */
  public Payload slice(int from, int count) {
    if (from < 0 || count < 0 || from + count > length) {
      throw new IndexOutOfBoundsException(from + "+" + count + " of " + length);
    }
    return count == 0 ? EMPTY : new Payload(bytes, offset + from, count);
  }

  /** Returns these bytes followed by those of {@code other}. */
  public Payload concat(Payload other) {
    if (other.length == 0) {
      return this;
    }
    byte[] joined = Arrays.copyOfRange(bytes, offset, offset + length + other.length);
    System.arraycopy(other.bytes, other.offset, joined, length, other.length);
    return new Payload(joined, 0, joined.length);
  }

  /** Returns whether these bytes begin with those of {@code prefix}. */
  public boolean startsWith(Payload prefix) {
    return length >= prefix.length
        && Arrays.equals(
            bytes,
            offset,
            offset + prefix.length,
            prefix.bytes,
            prefix.offset,
            prefix.offset + prefix.length);
  }

  /** Returns a copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** Returns two upper case hexadecimal digits per byte, without spaces: {@code 410C0D48}. */
  public String toHex() {
    return HEX.formatHex(bytes, offset, offset + length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that
        && Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + bytes[offset + i];
    }
    return hash;
  }

  /** Returns {@link #toHex()}. */
  @Override
  public String toString() {
    return toHex();
  }
}
