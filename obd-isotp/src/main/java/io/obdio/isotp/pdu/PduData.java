package io.obdio.isotp.pdu;

import java.util.Arrays;
import java.util.HexFormat;

/** The bytes that a PDU carries: an immutable view of an array. */
public final class PduData {

  private final byte[] bytes;
  private final int from;
  private final int length;

  private PduData(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.from = from;
    this.length = length;
  }

  /** Returns a copy of the bytes. */
  public static PduData of(byte... bytes) {
    return new PduData(bytes.clone(), 0, bytes.length);
  }

  /**
   * Returns a view of {@code length} bytes from index {@code from}, without copying: the bytes must
   * not change while the view is in use.
   */
  public static PduData view(byte[] bytes, int from, int length) {
    if (from < 0 || length < 0 || from > bytes.length - length) {
      throw new IndexOutOfBoundsException(from + "+" + length + " of " + bytes.length);
    }
    return new PduData(bytes, from, length);
  }

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }

  /** Returns the byte at {@code index}, 0..255. */
  public int at(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(index + " of " + length);
    }
    return bytes[from + index] & 0xFF;
  }

  /** Copies the first {@code count} bytes into {@code target}. */
  public void copyTo(byte[] target, int at, int count) {
    if (count > length) {
      throw new IndexOutOfBoundsException(count + " of " + length);
    }
    System.arraycopy(bytes, from, target, at, count);
  }

  /** Returns the bytes in a new array. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PduData that
        && Arrays.equals(
            bytes, from, from + length, that.bytes, that.from, that.from + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + bytes[from + i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return HexFormat.of().withUpperCase().formatHex(bytes, from, from + length);
  }
}
