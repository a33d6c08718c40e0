package io.obdio.socketio.app.terminal;

import java.util.Locale;
import java.util.regex.Pattern;

/** The text of a vehicle, or of a file with definitions, as it can be written to a terminal. */
public final class Printable {

  /** They could change the title, the colours and the content of the terminal. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private Printable() {}

  /** Returns a text with its control characters replaced by their codes. */
  public static String of(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(c -> String.format(Locale.ROOT, "\\\\u%04x", (int) c.group().charAt(0)));
  }
}
