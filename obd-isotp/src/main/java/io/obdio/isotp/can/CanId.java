package io.obdio.isotp.can;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A CAN identifier (ISO 11898-1): 11 bits in the base format, 29 bits in the extended format.
 *
 * @param value 0..7FF or 0..1FFFFFFF
 * @param extended true for 29 bits
 */
public record CanId(int value, boolean extended) implements Comparable<CanId> {

  /** The largest identifier of 11 bits. */
  public static final int MAX_BASE = 0x7FF;

  /** The largest identifier of 29 bits. */
  public static final int MAX_EXTENDED = 0x1FFFFFFF;

  /** Checks the range. */
  public CanId {
    if (value < 0 || value > (extended ? MAX_EXTENDED : MAX_BASE)) {
      throw new IllegalArgumentException(
          "CAN identifier out of range: " + Integer.toHexString(value));
    }
  }

  /** Returns an identifier of 11 bits, 0..7FF. */
  public static CanId base(int value) {
    return new CanId(value, false);
  }

  /** Returns an identifier of 29 bits, 0..1FFFFFFF. */
  public static CanId extended(int value) {
    return new CanId(value, true);
  }

  /**
   * Parses candump's form: 3 hex digits for 11 bits, 8 for 29.
   *
   * @throws IllegalArgumentException if the text is not of this form
   */
  public static CanId parse(String text) {
    int value;
    try {
      value = HexFormat.fromHexDigits(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a CAN identifier: '" + text + "'", e);
    }
    return switch (text.length()) {
      case 3 -> base(value);
      case 8 -> extended(value);
      default ->
          throw new IllegalArgumentException(
              "not a CAN identifier: '" + text + "' (3 hex digits for 11 bits, 8 for 29)");
    };
  }

  /** Compares by arbitration: the identifier that wins the bus is less. */
  @Override
  public int compareTo(CanId other) {
    int baseA = extended ? value >>> 18 : value;
    int baseB = other.extended ? other.value >>> 18 : other.value;
    if (baseA != baseB) {
      return Integer.compare(baseA, baseB);
    }
    if (extended != other.extended) {
      return extended ? 1 : -1;
    }
    return Integer.compare(value, other.value);
  }

  /** Returns candump's form. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, extended ? "%08X" : "%03X", value);
  }
}
