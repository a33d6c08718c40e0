package io.obdio.core.message;

import java.util.Locale;

/**
 * Who sent an answer, or whom a request is meant for, as the bus names it.
 *
 * @param kind which bus the number belongs to
 * @param id the number: a CAN identifier of 11 or 29 bits, the address byte of a J1850, ISO 9141-2
 *     or ISO 14230 header, or 0 for the adapter
 */
public record EcuAddress(Kind kind, int id) implements Comparable<EcuAddress> {

  /** The adapter itself: the answerer of {@code AT} commands. */
  public static final EcuAddress ADAPTER = new EcuAddress(Kind.ADAPTER, 0);

  /** The legislated ones of ISO 15765-4, from which nearly every answer comes. */
  private static final EcuAddress[] LEGISLATED = new EcuAddress[8];

  private static final int FIRST_LEGISLATED = 0x7E8;

  static {
    for (int i = 0; i < LEGISLATED.length; i++) {
      LEGISLATED[i] = new EcuAddress(Kind.CAN_11, FIRST_LEGISLATED + i);
    }
  }

  /** What the number is. */
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

  /** Checks that the number fits its kind. */
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

  /** The 11 bit CAN identifier {@code id}, 0..7FF. */
  public static EcuAddress can11(int id) {
    return (id & ~7) == FIRST_LEGISLATED ? LEGISLATED[id & 7] : new EcuAddress(Kind.CAN_11, id);
  }

  /** The 29 bit CAN identifier {@code id}, 0..1FFFFFFF. */
  public static EcuAddress can29(int id) {
    return new EcuAddress(Kind.CAN_29, id);
  }

  /** The address byte {@code address}, 00..FF. */
  public static EcuAddress ofByte(int address) {
    return new EcuAddress(Kind.BYTE, address);
  }

  /**
   * Reads what {@link #toString()} writes: {@code ADAPTER}, or hex digits, 8 for CAN 29 bit, 3 for
   * CAN 11 bit, 2 for an address byte.
   *
   * @throws IllegalArgumentException if it is none of these
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
   * The address byte of the ECU: for 29 bit normal fixed identifiers the source address (18DAF1xx
   * gives xx), for the legislated 11 bit ones 7E8..7EF their number 0..7, else the number itself.
   */
  public int ecu() {
    return switch (kind) {
      case CAN_29 -> id & 0xFF;
      case CAN_11 -> (id & 0x7F8) == 0x7E8 ? id & 7 : id;
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
