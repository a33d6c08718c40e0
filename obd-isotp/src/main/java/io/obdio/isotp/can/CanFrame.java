package io.obdio.isotp.can;

import java.util.Arrays;

/**
 * A CAN frame, classic or FD (ISO 11898-1). Immutable. Its text form is candump's, see {@link
 * CandumpFormat}.
 */
public final class CanFrame {

  /** What a frame is. */
  public enum Kind {
    /** Classic data frame, 0..8 bytes. */
    DATA,
    /** Remote frame: asks for data; carries none, but says how many bytes. */
    REMOTE,
    /** FD data frame, 0..8, 12, 16, 20, 24, 32, 48 or 64 bytes. */
    FD,
    /** Error frame as SocketCAN gives it: never on the wire, 8 bytes. */
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
   * A classic data frame; copies the data.
   *
   * @throws IllegalArgumentException if it has more than 8 bytes
   */
  public static CanFrame of(CanId id, byte... data) {
    if (data.length > 8) {
      throw new IllegalArgumentException(data.length + " bytes in a classic frame");
    }
    return new CanFrame(Kind.DATA, id, false, data.clone());
  }

  /**
   * An FD data frame; copies the data.
   *
   * @throws IllegalArgumentException if the length is none that FD has
   */
  public static CanFrame fd(CanId id, boolean bitRateSwitch, byte... data) {
    if (!isFdLength(data.length)) {
      throw new IllegalArgumentException(data.length + " bytes in an FD frame");
    }
    return new CanFrame(Kind.FD, id, bitRateSwitch, data.clone());
  }

  /** A remote frame that asks for no bytes. */
  public static CanFrame remote(CanId id) {
    return remote(id, 0);
  }

  /**
   * A remote frame.
   *
   * @param length how many bytes it asks for, 0..8
   */
  public static CanFrame remote(CanId id, int length) {
    if (length < 0 || length > 8) {
      throw new IllegalArgumentException("a remote frame for " + length + " bytes");
    }
    return new CanFrame(Kind.REMOTE, id, false, length, new byte[0]);
  }

  /**
   * An error frame with SocketCAN's error class bits as its identifier; copies the data.
   *
   * @throws IllegalArgumentException if it has more than 8 bytes
   */
  public static CanFrame error(int errorClass, byte... data) {
    if (data.length > 8) {
      throw new IllegalArgumentException(data.length + " bytes in an error frame");
    }
    return new CanFrame(Kind.ERROR, CanId.extended(errorClass), false, data.clone());
  }

  /** True for 0..8, 12, 16, 20, 24, 32, 48 and 64. */
  public static boolean isFdLength(int length) {
    return length >= 0 && length <= 8
        || switch (length) {
          case 12, 16, 20, 24, 32, 48, 64 -> true;
          default -> false;
        };
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** The identifier; for an error frame the error class. */
  public CanId id() {
    return id;
  }

  /** True for an FD frame whose data goes at the higher bit rate. */
  public boolean bitRateSwitch() {
    return bitRateSwitch;
  }

  /** Number of data bytes; of a remote frame, how many it asks for. */
  public int length() {
    return length;
  }

  /** Data byte {@code index}, 0..255. */
  public int at(int index) {
    return data[index] & 0xFF;
  }

  /** A copy of the data. */
  public byte[] data() {
    return data.clone();
  }

  /** The same frame with other data bytes, as many as before; keeps the array. */
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

  /** candump's form: {@code 7E8#0441000102}, {@code 123##1...} for FD, {@code 123#R}. */
  @Override
  public String toString() {
    return CandumpFormat.format(this);
  }
}
