package io.obdio.core.value;

/**
 * A diagnostic trouble code of two bytes (SAE J2012).
 *
 * @param number 0..FFFF: two bits for the system, two for the kind, three hexadecimal digits
 */
public record TroubleCode(int number) {

  private static final String SYSTEMS = "PCBU";
  private static final String HEX = "0123456789ABCDEF";

  /** The part of the vehicle that a code concerns. */
  public enum VehicleSystem {
    /** P. */
    POWERTRAIN,
    /** C. */
    CHASSIS,
    /** B. */
    BODY,
    /** U. */
    NETWORK
  }

  /** Checks the range. */
  public TroubleCode {
    if (number < 0 || number > 0xFFFF) {
      throw new IllegalArgumentException(
          "expected a trouble code from 0 to FFFF, found " + Integer.toHexString(number));
    }
  }

  /**
   * Parses a code such as {@code P0104}, in either case.
   *
   * @throws IllegalArgumentException if {@code code} has another form
   */
  public static TroubleCode parse(String code) {
    int system = code.length() == 5 ? SYSTEMS.indexOf(Character.toUpperCase(code.charAt(0))) : -1;
    int number = 0;
    for (int i = 1; system >= 0 && i < 5; i++) {
      int digit = Character.digit(code.charAt(i), 16);
      if (digit < 0 || (i == 1 && digit > 3)) {
        system = -1;
      }
      number = number << 4 | digit & 15;
    }
    if (system < 0) {
      throw new IllegalArgumentException(
          "expected a trouble code (P, C, B or U, a digit 0-3 and 3 hex digits), found '"
              + code
              + "'");
    }
    return new TroubleCode(system << 14 | number);
  }

  /** Returns the code as text, such as {@code P0104}. */
  public String code() {
    return String.valueOf(
        new char[] {
          SYSTEMS.charAt(number >> 14),
          HEX.charAt(number >> 12 & 3),
          HEX.charAt(number >> 8 & 15),
          HEX.charAt(number >> 4 & 15),
          HEX.charAt(number & 15)
        });
  }

  /** Returns the part of the vehicle. */
  public VehicleSystem system() {
    return VehicleSystem.values()[number >> 14];
  }

  /**
   * Returns whether the standard defines the code; others are specific to the manufacturer. Generic
   * are x0xxx, P2xxx, P34xx to P39xx and U3xxx.
   */
  public boolean isGeneric() {
    return switch (number >> 12 & 3) {
      case 0 -> true;
      case 2 -> system() == VehicleSystem.POWERTRAIN;
      case 3 ->
          system() == VehicleSystem.NETWORK
              || (system() == VehicleSystem.POWERTRAIN && (number & 0xFFF) >= 0x400);
      default -> false;
    };
  }

  /**
   * Returns the meaning of the code by SAE J2012, for people; "" if the table does not contain it.
   * Some manufacturers use generic codes of the chassis and the body with meanings of their own.
   */
  public String description() {
    return TroubleCodeTable.description(code());
  }

  /** Returns the code and its meaning. */
  @Override
  public String toString() {
    String description = description();
    return description.isEmpty() ? code() : code() + " " + description;
  }
}
