package io.obdio.socketio.app.query;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A part of a value, as it is printed on one line.
 *
 * @param part the name of the part; "" if the value has only one
 * @param text the number or the text
 * @param unit the symbol of the unit; "" if there is none
 * @param number whether the text is a number
 */
record ValueLine(String part, String text, String unit, boolean number) {

  /** Control characters of a vehicle, or of a file with definitions, could change the terminal. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  /** Replaces control characters by their codes. */
  ValueLine {
    part = visible(part);
    text = visible(text);
    unit = visible(unit);
  }

  private static String visible(String raw) {
    return CONTROL
        .matcher(raw)
        .replaceAll(c -> String.format(Locale.ROOT, "\\\\u%04x", (int) c.group().charAt(0)));
  }

  static ValueLine text(String part, String text) {
    return new ValueLine(part, text, "", false);
  }

  /** Returns text and unit. */
  String value() {
    return unit.isEmpty() ? text : text + " " + unit;
  }

  @Override
  public String toString() {
    return part.isEmpty() ? value() : part + ": " + value();
  }
}
