package io.obdio.isotp.can;

import java.util.Arrays;

/**
 * A CAN frame, classic or FD (ISO 11898-1). Immutable. The text form is candump's, see {@link
 * CandumpFormat}.
 */
public final class CanFrame {

  /** The kind of a frame. */
  public enum Kind {
    /** Classic data frame, 0..8 bytes. */
    DATA,
    /** Remote frame: requests data; carries the number of bytes, but no data. */
    REMOTE,
    /** FD data frame, 0..8, 12, 16, 20, 24, 32, 48 or 64 bytes. */
    FD,
    /** Error frame as SocketCAN delivers it, 8 bytes; never transmitted. */
    ERROR
  }

  private final Kind kind;
  private final CanId id;
  private final boolean bitRateSwitch;
  private final int length;
  private final byte[] data;

  private CanFrame(Kind kind, CanId id, boolean bitRateSwitch, byte[] data) {
    this(kind, id, bitRateSwitch, data.length, data);
  }

  private CanFrame(Kind kind, CanId id, boolean bitRateSwitch, int length, byte[] data) {
    this.kind = kind;
    this.id = id;
    this.bitRateSwitch = bitRateSwitch;
    this.length = length;
    this.data = data;
  }

  /**
   * Returns a classic data frame; copies the data.
   *
   * @throws IllegalArgumentException if there are more than 8 bytes
   */
  public static CanFrame of(CanId id, byte... data) {
    if (data.length > 8) {
      throw new IllegalArgumentException(data.length + " bytes do not fit a classic frame");
    }
    return new CanFrame(Kind.DATA, id, false, data.clone());
  }

  /**
   * Returns an FD data frame; copies the data.
   *
   * @throws IllegalArgumentException if {@link #isFdLength} is false for the length
   */
  public static CanFrame fd(CanId id, boolean bitRateSwitch, byte... data) {
    if (!isFdLength(data.length)) {
      throw new IllegalArgumentException(data.length + " bytes is not a length of FD frames");
    }
    return new CanFrame(Kind.FD, id, bitRateSwitch, data.clone());
  }

  /** Returns a remote frame that requests 0 bytes. */
  public static CanFrame remote(CanId id) {
    return remote(id, 0);
  }

  /**
   * Returns a remote frame.
   *
   * @param length the number of bytes requested, 0..8
   */
  public static CanFrame remote(CanId id, int length) {
    if (length < 0 || length > 8) {
      throw new IllegalArgumentException("a remote frame cannot request " + length + " bytes");
    }
    return new CanFrame(Kind.REMOTE, id, false, length, new byte[0]);
  }

  /**
   * Returns an error frame with SocketCAN's error class as its identifier; copies the data.
   *
   * @throws IllegalArgumentException if there are more than 8 bytes
   */
  public static CanFrame error(int errorClass, byte... data) {
    if (data.length > 8) {
      throw new IllegalArgumentException(data.length + " bytes do not fit an error frame");
    }
    return new CanFrame(Kind.ERROR, CanId.extended(errorClass), false, data.clone());
  }

  /** Returns true for 0..8, 12, 16, 20, 24, 32, 48 and 64. */
  public static boolean isFdLength(int length) {
    return length >= 0 && length <= 8
        || switch (length) {
          case 12, 16, 20, 24, 32, 48, 64 -> true;
          default -> false;
        };
  }

  /** Returns the kind. */
  public Kind kind() {
    return kind;
  }

  /** Returns the identifier; of an error frame, the error class. */
  public CanId id() {
    return id;
  }

  /** Returns true for an FD frame with BRS: its data phase uses the higher bit rate. */
  public boolean bitRateSwitch() {
    return bitRateSwitch;
  }

  /** Returns the number of data bytes; of a remote frame, the number requested. */
  public int length() {
    return length;
  }

  /** Returns the data byte at {@code index}, 0..255. */
  public int at(int index) {
    return data[index] & 0xFF;
  }

  /** Returns a copy of the data. */
  public byte[] data() {
    return data.clone();
  }

  /** Returns this frame with other data of the same length; keeps the array. */
  CanFrame withData(byte[] other) {
    return new CanFrame(kind, id, bitRateSwitch, length, other);
  }

  /** Copies {@code count} data bytes from {@code from} on into {@code target}. */
  public void copyTo(int from, byte[] target, int at, int count) {
    System.arraycopy(data, from, target, at, count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanFrame that
        && kind == that.kind
        && length == that.length
        && bitRateSwitch == that.bitRateSwitch
        && id.equals(that.id)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(data);
  }

  /** Returns candump's form: {@code 7E8#0441000102}, {@code 123##1...} for FD, {@code 123#R}. */
  @Override
  public String toString() {
    return CandumpFormat.format(this);
  }
}
