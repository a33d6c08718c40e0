package io.obdio.sim.vehicle;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trouble code as the simulated ECUs hold it (ISO 15031-6 and its failure type byte).
 *
 * @param base the two bytes of the code: letter, three digits and so on, 0..FFFF
 * @param failureType the third byte that ISO 14229-1 adds, 0..FF
 */
public record Dtc(int base, int failureType) {

  private static final String LETTERS = "PCBU";
  private static final Pattern TEXT =
      Pattern.compile("([PCBU])([0-3])([0-9A-F]{3})(?:-([0-9A-F]{2}))?");

  /** Checks the ranges. */
  public Dtc {
    if (base < 0 || base > 0xFFFF || failureType < 0 || failureType > 0xFF) {
      throw new IllegalArgumentException("trouble code out of range: " + base + "-" + failureType);
    }
  }

  /**
   * Reads {@code P0301}, or {@code P0301-1C} with a failure type.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Dtc parse(String text) {
    Matcher m = TEXT.matcher(text.toUpperCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no trouble code (such as P0301, or P0301-1C with a failure type)");
    }
    int letter = LETTERS.indexOf(m.group(1));
    int base = letter << 14 | Integer.parseInt(m.group(2)) << 12 | Integer.parseInt(m.group(3), 16);
    return new Dtc(base, m.group(4) == null ? 0 : Integer.parseInt(m.group(4), 16));
  }

  /** The three bytes that ISO 14229-1 uses, 0..FFFFFF. */
  public int uds() {
    return base << 8 | failureType;
  }

  /** {@code P0301}, or {@code P0301-1C} with a failure type. */
  @Override
  public String toString() {
    String code =
        String.format(
            Locale.ROOT, "%c%d%03X", LETTERS.charAt(base >> 14), base >> 12 & 3, base & 0xFFF);
    return failureType == 0 ? code : code + String.format(Locale.ROOT, "-%02X", failureType);
  }
}
