package io.obdio.core.definition;

import io.obdio.core.definition.CsvRows.Row;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The columns of a Torque list: in Torque's order, or as the first row names them. */
final class TorqueColumns {

  /** A column, in Torque's order. The last four belong to the extended form. */
  enum Column {
    NAME(0, "name"),
    SHORT_NAME(1, "shortname"),
    REQUEST(2, "modeandpid"),
    EQUATION(3, "equation"),
    MIN(4, "minvalue"),
    MAX(5, "maxvalue"),
    UNITS(6, "units"),
    HEADER(7, "header", "obdheader"),
    START_DIAGNOSTIC(8, "startdiagnostic"),
    STOP_DIAGNOSTIC(9, "stopdiagnostic"),
    SCALE(10, "scale"),
    REFRESH_DELAY(11, "minimumrefreshdelaymillis");

    /** The place in Torque's order, from 0. */
    final int place;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> titles;

    Column(int place, String... titles) {
      this.place = place;
      this.titles = List.of(titles);
    }
  }

  private static final Pattern REQUEST = Pattern.compile("(0[xX])?([0-9A-Fa-f]{2})+");

  private final Map<Column, Integer> places = new EnumMap<>(Column.class);
  private final List<String> titles;

  private TorqueColumns(List<String> titles) {
    this.titles = titles;
  }

  /** Returns the columns that the first row names, else Torque's order. */
  static TorqueColumns of(Row first) {
    boolean named = isTitle(first);
    TorqueColumns columns = new TorqueColumns(named ? first.fields() : List.of());
    for (Column column : Column.values()) {
      if (!named) {
        columns.places.put(column, column.place);
      }
      for (int i = 0; i < columns.titles.size(); i++) {
        if (column.titles.contains(title(columns.titles.get(i)))) {
          columns.places.putIfAbsent(column, i);
        }
      }
    }
    return columns;
  }

  /** Returns whether a row names the columns. */
  static boolean isTitle(Row row) {
    return row.fields().stream().anyMatch(field -> Column.REQUEST.titles.contains(title(field)));
  }

  private static String title(String text) {
    return text.replaceAll("[ _]", "").toLowerCase(Locale.ROOT);
  }

  /**
   * Returns a row without the comma that precedes the name in some public lists: the fields are one
   * column to the right then, and the request shows it.
   */
  Row aligned(Row row) {
    int request = Column.REQUEST.place;
    boolean shifted =
        titles.isEmpty()
            && row.fields().size() > request + 1
            && row.fields().get(0).isEmpty()
            && !isRequest(row.fields().get(request))
            && isRequest(row.fields().get(request + 1));
    return shifted
        ? new Row(row.line(), row.fields().subList(1, row.fields().size()), row.problem())
        : row;
  }

  private static boolean isRequest(String text) {
    return REQUEST.matcher(text.replace(" ", "")).matches();
  }

  /** Returns the field of a column; "" if the row does not have it. */
  String get(Row row, Column column) {
    Integer place = places.get(column);
    return place != null && place < row.fields().size() ? row.fields().get(place) : "";
  }

  /** Returns the names of the columns that the row fills but the format does not have. */
  List<String> unknown(Row row) {
    return java.util.stream.IntStream.range(0, row.fields().size())
        .filter(i -> !row.fields().get(i).isEmpty() && !places.containsValue(i))
        .mapToObj(i -> i < titles.size() ? titles.get(i) : "column " + (i + 1))
        .toList();
  }
}
