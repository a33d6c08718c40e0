package io.obdio.socketio.history.export;

/** The cells of tables in CSV (RFC 4180). */
public final class CsvCell {

  private CsvCell() {}

  /**
   * Returns a text as a cell, in quotes if necessary. A text that a spreadsheet would compute as a
   * formula, because it begins with {@code =}, {@code +}, {@code -} or {@code @}, gets an
   * apostrophe; a number remains as it is.
   */
  public static String of(String text) {
    boolean formula = text.matches("(?s)[=+@\\t\\r-].*") && !isNumber(text);
    String safe = formula ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  private static boolean isNumber(String text) {
    return text.matches("[+-]?\\d*\\.?\\d+([eE][+-]?\\d+)?");
  }
}
