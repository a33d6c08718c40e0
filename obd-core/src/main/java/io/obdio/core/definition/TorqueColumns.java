package io.obdio.core.definition;

import io.obdio.core.definition.CsvRows.Row;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    HEADER(7, "header"),
    START_DIAGNOSTIC(8, "startdiagnostic"),
    STOP_DIAGNOSTIC(9, "stopdiagnostic"),
    SCALE(10, "scale"),
    REFRESH_DELAY(11, "minimumrefreshdelaymillis");

    /** The place in Torque's order, from 0. */
    final int place;

    private final String title;

    Column(int place, String title) {
      this.place = place;
      this.title = title;
    }
  }

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
        if (title(columns.titles.get(i)).equals(column.title)) {
          columns.places.putIfAbsent(column, i);
        }
      }
    }
    return columns;
  }

  /** Returns whether a row names the columns. */
  static boolean isTitle(Row row) {
    return row.fields().stream().anyMatch(field -> title(field).equals(Column.REQUEST.title));
  }

  private static String title(String text) {
    return text.replaceAll("[ _]", "").toLowerCase(Locale.ROOT);
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
