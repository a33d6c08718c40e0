package io.obdio.core.message;

import java.util.Locale;

/**
 * The source of a response or the destination of a request, as the bus identifies it.
 *
 * @param kind the kind of bus that the number belongs to
 * @param id the number: a CAN identifier of 11 or 29 bits, the address byte of a J1850, ISO 9141-2
 *     or ISO 14230 header, or 0 for the adapter
 */
public record EcuAddress(Kind kind, int id) implements Comparable<EcuAddress> {

  /** The adapter itself, which answers {@code AT} commands. */
  public static final EcuAddress ADAPTER = new EcuAddress(Kind.ADAPTER, 0);

  /** 7E8..7EF, the source of nearly every response; shared instances. */
  private static final EcuAddress[] RESPONSES_11 = new EcuAddress[ObdAddress.ECUS_11];

  static {
    for (int i = 0; i < RESPONSES_11.length; i++) {
      RESPONSES_11[i] = new EcuAddress(Kind.CAN_11, ObdAddress.FIRST_RESPONSE_11 + i);
    }
  }

  /** The meaning of the number. */
  public enum Kind {
    /** An 11 bit CAN identifier, such as 7E8 (ISO 15765-4 clause 10.3). */
    CAN_11,
    /** A 29 bit CAN identifier, such as 18DAF110 (ISO 15765-4 clause 10.4). */
    CAN_29,
    /** The source address byte of a J1850, ISO 9141-2 or ISO 14230 header, such as 10. */
    BYTE,
    /** The adapter. */
    ADAPTER
  }

  /** Checks the range of the number. */
  public EcuAddress {
    int max =
        switch (kind) {
          case CAN_11 -> 0x7FF;
          case CAN_29 -> 0x1FFFFFFF;
          case BYTE -> 0xFF;
          case ADAPTER -> 0;
        };
    if (id < 0 || id > max) {
      throw new IllegalArgumentException(
          kind + " address out of range: " + Integer.toHexString(id));
    }
  }

  /** Returns the 11 bit CAN identifier {@code id}, 0..7FF. */
  public static EcuAddress can11(int id) {
    int number = id - ObdAddress.FIRST_RESPONSE_11;
    return number >= 0 && number < RESPONSES_11.length
        ? RESPONSES_11[number]
        : new EcuAddress(Kind.CAN_11, id);
  }

  /** Returns the 29 bit CAN identifier {@code id}, 0..1FFFFFFF. */
  public static EcuAddress can29(int id) {
    return new EcuAddress(Kind.CAN_29, id);
  }

  /** Returns the address byte {@code address}, 00..FF. */
  public static EcuAddress ofByte(int address) {
    return new EcuAddress(Kind.BYTE, address);
  }

  /**
   * Parses the form of {@link #toString()}: {@code ADAPTER}, or hexadecimal digits, 8 for CAN 29
   * bit, 3 for CAN 11 bit, 2 for an address byte.
   *
   * @throws IllegalArgumentException if {@code text} has another form
   */
  public static EcuAddress parse(String text) {
    if (text.equals("ADAPTER")) {
      return ADAPTER;
    }
    int id;
    try {
      id = Integer.parseInt(text, 16);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not an ECU address: '" + text + "'", e);
    }
    return switch (text.length()) {
      case 2 -> ofByte(id);
      case 3 -> can11(id);
      case 8 -> can29(id);
      default -> throw new IllegalArgumentException("not an ECU address: '" + text + "'");
    };
  }

  /**
   * Returns the address byte of the ECU: for 29 bit normal fixed identifiers the source address
   * (18DAF1xx gives xx), for the legislated 11 bit ones 7E8..7EF their number 0..7, else the number
   * itself.
   */
  public int ecu() {
    return switch (kind) {
      case CAN_29 -> id & 0xFF;
      case CAN_11 -> (id & ObdAddress.RANGE_MASK_11) == ObdAddress.FIRST_RESPONSE_11 ? id & 7 : id;
      case BYTE, ADAPTER -> id;
    };
  }

  @Override
  public int compareTo(EcuAddress other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : Integer.compare(id, other.id);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CAN_11 -> String.format(Locale.ROOT, "%03X", id);
      case CAN_29 -> String.format(Locale.ROOT, "%08X", id);
      case BYTE -> String.format(Locale.ROOT, "%02X", id);
      case ADAPTER -> "ADAPTER";
    };
  }
}
