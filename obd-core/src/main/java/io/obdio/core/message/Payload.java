package io.obdio.core.message;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.IntUnaryOperator;

/**
 * Immutable bytes of one diagnostic message, without transport framing: for a request {@code 01
 * 0C}, for its answer {@code 41 0C 0D 48}. Safe to share between threads.
 */
public final class Payload {

  /** No bytes at all. */
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

  /** Copies {@code bytes}. */
  public static Payload of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Payload(bytes.clone(), 0, bytes.length);
  }

  /** Copies {@code length} bytes from {@code offset} on. */
  public static Payload of(byte[] bytes, int offset, int length) {
    return new Payload(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
  }

  /** Each argument is one byte; only its low eight bits count. */
  public static Payload of(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new Payload(bytes, 0, bytes.length);
  }

  /**
   * {@code length} bytes, each asked of {@code byteAt} by its index; only the low eight bits of
   * what it says count. For those who read bytes out of something else and want no copy between.
   */
  public static Payload generate(int length, IntUnaryOperator byteAt) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) byteAt.applyAsInt(i);
    }
    return length == 0 ? EMPTY : new Payload(bytes, 0, length);
  }

  /**
   * Two hex digits a byte, in either case; spaces between bytes are allowed.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Payload ofHex(String hex) {
    return of(HEX.parseHex(hex.replace(" ", "")));
  }

  /** Number of bytes. */
  public int length() {
    return length;
  }

  /** True if there is no byte. */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * The byte at {@code index}, as 0..255.
   *
   * @throws IndexOutOfBoundsException outside 0..{@link #length()}-1
   */
  public int at(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException("byte " + index + " of " + length);
    }
    return bytes[offset + index] & 0xFF;
  }

  /** Two bytes from {@code index} on, high byte first, as 0..65535. */
  public int uint16(int index) {
    return at(index) << 8 | at(index + 1);
  }

  /** Four bytes from {@code index} on, high byte first, as 0..4294967295. */
  public long uint32(int index) {
    return (long) uint16(index) << 16 | uint16(index + 2);
  }

  /**
   * Bit {@code index} counted from the most significant bit of the first byte, as the standards'
   * tables number supported PIDs (bit 0 = first PID).
   */
  public boolean bit(int index) {
    return (at(index >> 3) >> (7 - (index & 7)) & 1) != 0;
  }

  /** The bytes from {@code from} to the end, without copying. */
  public Payload from(int from) {
    return slice(from, length - from);
  }

  /** {@code count} bytes from {@code from} on, without copying. */
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

  /** True if it begins with the bytes of {@code prefix}. */
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

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** Two upper case hex digits a byte, glued: {@code 410C0D48}. */
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

  /** The same as {@link #toHex()}. */
  @Override
  public String toString() {
    return toHex();
  }
}
