package io.obdio.core.value;

/**
 * A diagnostic trouble code of two bytes (SAE J2012).
 *
 * @param number 0..FFFF: two bits system, two bits kind, three hex digits
 */
public record TroubleCode(int number) {

  private static final String SYSTEMS = "PCBU";
  private static final String HEX = "0123456789ABCDEF";

  /** The part of the vehicle a code speaks of. */
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
      throw new IllegalArgumentException("no trouble code: " + Integer.toHexString(number));
    }
  }

  /**
   * Reads a code such as {@code P0104}, in either case.
   *
   * @throws IllegalArgumentException if it is none
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
          "'" + code + "' is no trouble code: write P, C, B or U, a digit 0-3 and 3 hex digits");
    }
    return new TroubleCode(system << 14 | number);
  }

  /** The code as printed, such as {@code P0104}. */
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

  /** The part of the vehicle. */
  public VehicleSystem system() {
    return VehicleSystem.values()[number >> 14];
  }

  /**
   * True if the code is the standard's; false if it is the manufacturer's own. Generic are x0xxx,
   * P2xxx, P34xx to P39xx and U3xxx.
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

  /** What it means, for a person; "" for codes that the table does not have. */
  public String description() {
    return TroubleCodeTable.description(code());
  }

  /** The code and what it means. */
  @Override
  public String toString() {
    String description = description();
    return description.isEmpty() ? code() : code() + " " + description;
  }
}
