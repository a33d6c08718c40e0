package io.obdio.isotp.can;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a candump log: {@code (1436509052.249713) can0 7E8#0441000102}.
 *
 * @param micros the time in microseconds since 1970 UTC
 * @param bus the name of the interface
 * @param frame the frame
 */
public record CanLogLine(long micros, String bus, CanFrame frame) {

  private static final int SECOND = 1_000_000;

  /** Logs of {@code candump -x} end with the direction, {@code R} or {@code T}. */
  private static final Pattern LINE =
      Pattern.compile("\\s*\\((\\d{1,12})\\.(\\d{6})\\)\\s+(\\S+)\\s+(\\S+)(?:\\s+[RT])?\\s*");

  /**
   * Parses a line.
   *
   * @throws IllegalArgumentException if it is not a line of a candump log
   */
  public static CanLogLine parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a line of a candump log: '" + line + "' ((seconds.micros) interface frame)");
    }
    long micros = Long.parseLong(matcher.group(1)) * SECOND + Long.parseLong(matcher.group(2));
    return new CanLogLine(micros, matcher.group(3), CandumpFormat.parse(matcher.group(4)));
  }

  /** Returns the line in the form of candump. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "(%010d.%06d) %s %s", micros / SECOND, micros % SECOND, bus, frame);
  }
}
