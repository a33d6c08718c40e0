package io.obdio.core.definition;

import java.util.ArrayList;
import java.util.List;

/** Takes comma separated text apart as RFC 4180 has it: quotes, doubled quotes, line breaks. */
final class CsvRows {

  /**
   * One row.
   *
   * @param line where it begins, from 1
   * @param fields without quotes
   */
  record Row(int line, List<String> fields) {}

  private final List<Row> rows = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private List<String> fields = new ArrayList<>();
  private boolean quoted;
  private int line = 1;
  private int begin = 1;

  private CsvRows() {}

  /** The rows of {@code text}; blank lines are none. */
  static List<Row> parse(String text) {
    CsvRows parser = new CsvRows();
    for (int i = 0; i < text.length(); i++) {
      i += parser.next(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : '\n');
    }
    parser.endRow();
    return parser.rows;
  }

  /** Takes one character; returns how many of the following are taken too. */
  private int next(char c, char following) {
    if (c == '\n') {
      line++;
    }
    if (quoted) {
      if (c == '"' && following == '"') {
        field.append('"');
        return 1;
      }
      if (c == '"') {
        quoted = false;
      } else {
        field.append(c);
      }
      return 0;
    }
    switch (c) {
      case '"' -> quoted = true;
      case ',' -> endField();
      case '\n' -> endRow();
      case '\r' -> {
        // Of a line end.
      }
      default -> field.append(c);
    }
    return 0;
  }

  private void endField() {
    fields.add(field.toString().strip());
    field.setLength(0);
  }

  private void endRow() {
    endField();
    if (fields.size() > 1 || !fields.get(0).isEmpty()) {
      rows.add(new Row(begin, List.copyOf(fields)));
    }
    fields = new ArrayList<>();
    begin = line;
  }
}
