package io.obdio.socketio.app.query;

import io.obdio.socketio.app.terminal.Printable;

/**
 * A part of a value, as it is printed on one line.
 *
 * @param part the name of the part; "" if the value has only one
 * @param text the number or the text
 * @param unit the symbol of the unit; "" if there is none
 * @param number whether the text is a number
 */
record ValueLine(String part, String text, String unit, boolean number) {

  /** Replaces control characters by their codes. */
  ValueLine {
    part = Printable.of(part);
    text = Printable.of(text);
    unit = Printable.of(unit);
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
