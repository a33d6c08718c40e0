package io.obdio.sim.vehicle;

import java.util.Locale;
import java.util.SplittableRandom;

/** Vehicle identification numbers (ISO 3779, check digit of 49 CFR 565). */
public final class Vin {

  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

  /** The value of each character of {@link #ALPHABET} in the sum. */
  private static final String VALUES = "012345678912345678123457923456789";

  private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

  /** The index of the check digit. */
  private static final int CHECK = 8;

  private Vin() {}

  /**
   * Checks the format: 17 characters, digits and capital letters without I, O and Q. The check
   * digit may be wrong, as European numbers have none.
   *
   * @return the number in capitals
   * @throws IllegalArgumentException if the format is wrong
   */
  public static String require(String vin) {
    String upper = vin.toUpperCase(Locale.ROOT);
    if (upper.length() != 17) {
      throw new IllegalArgumentException(
          "a VIN has 17 characters, '" + vin + "' has " + vin.length());
    }
    for (int i = 0; i < 17; i++) {
      if (ALPHABET.indexOf(upper.charAt(i)) < 0) {
        throw new IllegalArgumentException(
            "'"
                + vin.charAt(i)
                + "' is not allowed in a VIN, which has digits and letters without I, O and Q");
      }
    }
    return upper;
  }

  /** Returns whether the ninth character is the check digit. */
  public static boolean hasValidCheckDigit(String vin) {
    return require(vin).charAt(CHECK) == checkDigit(vin);
  }

  /** Returns the number with its ninth character replaced by the check digit. */
  public static String withCheckDigit(String vin) {
    String upper = require(vin);
    return upper.substring(0, CHECK) + checkDigit(upper) + upper.substring(CHECK + 1);
  }

  /** Returns a random number of an unassigned manufacturer, with a correct check digit. */
  public static String random(SplittableRandom random) {
    StringBuilder vin = new StringBuilder("1ZZ");
    while (vin.length() < 11) {
      vin.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    while (vin.length() < 17) {
      vin.append((char) ('0' + random.nextInt(10)));
    }
    return withCheckDigit(vin.toString());
  }

  private static char checkDigit(String vin) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      int at = ALPHABET.indexOf(Character.toUpperCase(vin.charAt(i)));
      sum += WEIGHTS[i] * (VALUES.charAt(at) - '0');
    }
    int rest = sum % 11;
    return rest == 10 ? 'X' : (char) ('0' + rest);
  }
}
