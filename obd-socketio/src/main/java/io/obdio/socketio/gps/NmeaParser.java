package io.obdio.socketio.gps;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parser of the sentences RMC, GGA and GNS of NMEA 0183, of any talker. RMC has speed, course and
 * date; GGA and GNS have the quality of the position, which the next RMC takes over. They are
 * positions of their own only if the receiver sends no RMC. Pure; used by one thread at a time.
 */
final class NmeaParser {

  private static final double KMH_PER_KNOT = 1.852;

  /** Sentences of GGA or GNS without an RMC after which the receiver is regarded as without it. */
  private static final int WITHOUT_RMC = 3;

  /** The quality indicators of GGA by the mode indicators of GNS (IEC 61162-1, 7.3.36). */
  private static final Map<Character, Integer> MODES =
      Map.of('A', 1, 'D', 2, 'P', 3, 'R', 4, 'F', 5, 'E', 6, 'M', 7, 'S', 8);

  private int quality = 1;
  private int sinceRmc;

  /** Returns the position of a sentence; null if it has none, or is damaged. */
  @Nullable GpsFix parse(String line) {
    int start = line.lastIndexOf('$');
    int star = line.indexOf('*', start + 1);
    if (start < 0 || star < start + 6 || !isIntact(line, start + 1, star)) {
      return null;
    }
    String[] fields = line.substring(start + 1, star).split(",", -1);
    String name = fields[0];
    if (name.length() != 5) {
      return null;
    }
    try {
      return switch (name.substring(2)) {
        case "RMC" -> rmc(fields);
        case "GGA" -> withQuality(fields, integer(fields[6]));
        case "GNS" -> withQuality(fields, best(fields[6]));
        default -> null;
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
      return null; // a field is missing or no number, although the checksum is right
    }
  }

  /**
   * Returns whether the two hexadecimal digits after the asterisk are the XOR of all characters.
   */
  private static boolean isIntact(String line, int from, int star) {
    int sum = 0;
    for (int i = from; i < star; i++) {
      sum ^= line.charAt(i);
    }
    if (star + 3 > line.length()) {
      return false;
    }
    int high = Character.digit(line.charAt(star + 1), 16);
    int low = Character.digit(line.charAt(star + 2), 16);
    return high >= 0 && low >= 0 && (high << 4 | low) == sum;
  }

  /** Reads RMC: time, status, latitude, N/S, longitude, E/W, speed in knots, course, date. */
  private @Nullable GpsFix rmc(String[] fields) {
    sinceRmc = 0;
    if (!fields[2].equals("A")) {
      return null;
    }
    return new GpsFix(
        degrees(fields[3], fields[4]),
        degrees(fields[5], fields[6]),
        number(fields[7]) * KMH_PER_KNOT,
        number(fields[8]),
        time(fields[1], fields[9]),
        quality);
  }

  /** Reads GGA and GNS: time, latitude, N/S, longitude, E/W, quality or modes. */
  private @Nullable GpsFix withQuality(String[] fields, int value) {
    quality = Math.max(1, value);
    if (++sinceRmc <= WITHOUT_RMC || value == 0) {
      return null;
    }
    return new GpsFix(
        degrees(fields[2], fields[3]),
        degrees(fields[4], fields[5]),
        Double.NaN,
        Double.NaN,
        null,
        value);
  }

  /** Returns the quality of the first satellite system that contributes; 0 if none does. */
  private static int best(String modes) {
    return modes
        .chars()
        .map(mode -> MODES.getOrDefault((char) mode, 0))
        .filter(q -> q > 0)
        .findFirst()
        .orElse(0);
  }

  /** Reads {@code ddmm.mmmm} or {@code dddmm.mmmm}. */
  private static double degrees(String text, String side) {
    double value = Double.parseDouble(text);
    double whole = Math.floor(value / 100);
    double minutes = value - whole * 100;
    boolean negative = side.equals("S") || side.equals("W");
    if (!(minutes < 60) || !negative && !side.equals("N") && !side.equals("E")) {
      throw new IllegalArgumentException(text + side);
    }
    double degrees = whole + minutes / 60;
    return negative ? -degrees : degrees;
  }

  private static double number(String text) {
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  private static int integer(String text) {
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  /** Reads {@code hhmmss.ss} and {@code ddmmyy}; years 80 to 99 are those of the 20th century. */
  private static @Nullable Instant time(String time, String date) {
    if (time.length() < 6 || date.length() != 6) {
      return null;
    }
    int year = two(date, 4);
    LocalDate day = LocalDate.of(year < 80 ? 2000 + year : 1900 + year, two(date, 2), two(date, 0));
    LocalTime clock = LocalTime.of(two(time, 0), two(time, 2), Math.min(59, two(time, 4)));
    long nanos = time.length() > 7 ? Math.round(Double.parseDouble(time.substring(6)) * 1e9) : 0;
    return day.atTime(clock).toInstant(ZoneOffset.UTC).plusNanos(nanos);
  }

  private static int two(String text, int at) {
    return Integer.parseInt(text.substring(at, at + 2));
  }
}
