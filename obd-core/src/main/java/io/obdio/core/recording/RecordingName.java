package io.obdio.core.recording;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The name of a recording, in which the conversions of strftime (POSIX) {@code %Y}, {@code %m},
 * {@code %d}, {@code %H}, {@code %M} and {@code %S} are replaced by the time at which the recording
 * begins; {@code %%} is a percent sign.
 */
final class RecordingName {

  /** The fields, as patterns of {@link DateTimeFormatter}. */
  private static final Map<Character, String> FIELDS =
      Map.of('Y', "uuuu", 'm', "MM", 'd', "dd", 'H', "HH", 'M', "mm", 'S', "ss");

  private final Path pattern;
  private final String name;

  /**
   * Parses a name; a percent sign in the folder has no meaning.
   *
   * @throws IllegalArgumentException if a field is not known
   */
  RecordingName(Path pattern) {
    this.pattern = pattern;
    this.name = String.valueOf(pattern.getFileName());
    for (int i = name.indexOf('%'); i >= 0; i = name.indexOf('%', i + 2)) {
      char field = i + 1 < name.length() ? name.charAt(i + 1) : ' ';
      if (field != '%' && !FIELDS.containsKey(field)) {
        throw new IllegalArgumentException(
            pattern + ": the fields of a date are %Y %m %d %H %M %S, and %% is a percent sign");
      }
    }
  }

  /** Returns the file of a recording that begins at a time. */
  Path at(ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char each = name.charAt(i);
      String format = each == '%' ? FIELDS.get(name.charAt(++i)) : null;
      if (format != null) {
        text.append(DateTimeFormatter.ofPattern(format).format(time));
      } else {
        text.append(each); // also the second one of %%
      }
    }
    return pattern.resolveSibling(text.toString());
  }

  /** Returns the file with a number: {@code drive-2.txt}. */
  static Path numbered(Path file, int number) {
    String name = String.valueOf(file.getFileName());
    int end = extension(name);
    return file.resolveSibling(name.substring(0, end) + "-" + number + name.substring(end));
  }

  /** Returns the pattern of the file's name with any number, which is the first group. */
  static Pattern withNumber(Path file) {
    String name = String.valueOf(file.getFileName());
    int end = extension(name);
    return Pattern.compile(
        Pattern.quote(name.substring(0, end))
            + "(?:-(\\d{1,8}))?"
            + Pattern.quote(name.substring(end)));
  }

  private static int extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? dot : name.length();
  }

  /** Returns the pattern of the names of all recordings, of any time and with any number. */
  Pattern all() {
    StringBuilder regex = new StringBuilder();
    int end = extension(name);
    for (int i = 0; i < name.length(); i++) {
      if (i == end) {
        regex.append("(-\\d+)?");
      }
      char each = name.charAt(i);
      String format = each == '%' ? FIELDS.get(name.charAt(++i)) : null;
      regex.append(
          format != null ? "\\d{" + format.length() + "}" : Pattern.quote(String.valueOf(each)));
    }
    return Pattern.compile(end == name.length() ? regex + "(-\\d+)?" : regex.toString());
  }
}
