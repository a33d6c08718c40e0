package io.obdio.core.definition;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * A reader of comma separated values (RFC 4180) that keeps the line numbers. Blank lines are
 * skipped, spaces around fields are removed. A row with broken quotes does not affect the others.
 */
public final class CsvRows {

  /** The most rows with broken quotes; more mean that the file is something else. */
  private static final int MAX_BROKEN = 1000;

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvReadFeature.SKIP_EMPTY_LINES, CsvReadFeature.TRIM_SPACES)
          .build();

  /**
   * One row.
   *
   * @param line number of the line where it begins, from 1
   * @param fields without quotes; empty if the row is broken
   * @param problem why the row cannot be read; "" if it can
   */
  public record Row(int line, List<String> fields, String problem) {

    /** Copies the list. */
    public Row {
      fields = List.copyOf(fields);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private int line;

  private CsvRows() {}

  /**
   * Reads the rows of a text.
   *
   * @param separator the character between fields
   * @throws IllegalArgumentException if more than 1000 rows are broken
   */
  public static List<Row> parse(String text, char separator) {
    CsvRows reader = new CsvRows();
    int from = 0;
    int linesBefore = 0;
    int broken = 0;
    while (from < text.length() && !reader.read(text.substring(from), linesBefore, separator)) {
      if (++broken > MAX_BROKEN) {
        throw new IllegalArgumentException("more than " + MAX_BROKEN + " rows have broken quotes");
      }
      for (; linesBefore < reader.line; linesBefore++) {
        int end = text.indexOf('\n', from);
        from = end < 0 ? text.length() : end + 1;
      }
    }
    return List.copyOf(reader.rows);
  }

  /** Reads up to the first broken row; returns false if there was one. */
  private boolean read(String text, int linesBefore, char separator) {
    List<String> fields = new ArrayList<>();
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
    line = linesBefore + 1;
    try (JsonParser parser = CSV.reader(schema).createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          fields.clear();
          line = linesBefore + parser.currentLocation().getLineNr();
        } else if (token == JsonToken.END_ARRAY) {
          add(fields);
        } else {
          fields.add(parser.getString().strip());
        }
      }
      return true;
    } catch (JacksonException e) {
      rows.add(new Row(line, List.of(), "broken quotes: " + e.getOriginalMessage()));
      return false;
    }
  }

  private void add(List<String> fields) {
    if (fields.size() > 1 || !fields.get(0).isEmpty()) {
      rows.add(new Row(line, fields, ""));
    }
  }
}
