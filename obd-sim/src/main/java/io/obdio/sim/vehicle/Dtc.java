package io.obdio.sim.vehicle;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A diagnostic trouble code (ISO 15031-6) with its failure type byte (ISO 14229-1).
 *
 * @param base the two bytes of the code, 0 to FFFF
 * @param failureType the failure type byte, 0 to FF
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
   * Parses {@code P0301}, or {@code P0301-1C} with a failure type.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Dtc parse(String text) {
    Matcher m = TEXT.matcher(text.toUpperCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a trouble code such as P0301, or P0301-1C with a failure type");
    }
    int letter = LETTERS.indexOf(m.group(1));
    int base = letter << 14 | Integer.parseInt(m.group(2)) << 12 | Integer.parseInt(m.group(3), 16);
    return new Dtc(base, m.group(4) == null ? 0 : Integer.parseInt(m.group(4), 16));
  }

  /** Returns the three bytes of ISO 14229-1, 0 to FFFFFF. */
  public int uds() {
    return base << 8 | failureType;
  }

  /** Returns {@code P0301}, or {@code P0301-1C} with a failure type. */
  @Override
  public String toString() {
    String code =
        String.format(
            Locale.ROOT, "%c%d%03X", LETTERS.charAt(base >> 14), base >> 12 & 3, base & 0xFFF);
    return failureType == 0 ? code : code + String.format(Locale.ROOT, "-%02X", failureType);
  }
}
