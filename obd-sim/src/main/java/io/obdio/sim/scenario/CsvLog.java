package io.obdio.sim.scenario;

import io.obdio.core.definition.CsvRows;
import io.obdio.core.definition.CsvRows.Row;
import io.obdio.core.util.TextFiles;
import io.obdio.sim.scenario.Node.Place;
import io.obdio.sim.vehicle.Curve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded drive: a CSV file with a header line, a column of times and columns of values,
 * separated by commas, semicolons or tabs. An empty value is interpolated between its neighbours.
 */
final class CsvLog {

  private static final int MAX_BYTES = 64 << 20;

  private final String file;
  private final Map<String, Integer> columns;
  private final List<Row> rows;

  private CsvLog(String file, Map<String, Integer> columns, List<Row> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Reads a log.
   *
   * @param node the place in the scenario that names the log, for messages
   */
  static CsvLog read(Node node, Path path) throws ScenarioException {
    List<Row> rows = rows(node, path);
    if (rows.isEmpty() || rows.get(0).line() != 1) {
      throw node.place().error("the log '" + path + "' has no header line");
    }
    Map<String, Integer> columns = new LinkedHashMap<>();
    List<String> names = rows.get(0).fields();
    for (int i = 0; i < names.size(); i++) {
      columns.putIfAbsent(names.get(i), i);
    }
    return new CsvLog(path.toString(), columns, rows.subList(1, rows.size()));
  }

  private static List<Row> rows(Node node, Path path) throws ScenarioException {
    try {
      String text = TextFiles.read(path, MAX_BYTES);
      String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
      String header = body.lines().findFirst().orElse("");
      char separator = header.contains(";") ? ';' : header.contains("\t") ? '\t' : ',';
      List<Row> rows = CsvRows.parse(body, separator);
      for (Row row : rows) {
        if (!row.problem().isEmpty()) {
          throw new Place(path.toString(), row.line(), "").error(row.problem());
        }
      }
      return rows;
    } catch (ScenarioException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      String why = Files.exists(path) ? "cannot be read: " + e.getMessage() : "does not exist";
      throw node.place().error("the log '" + path + "' " + why);
    }
  }

  List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /**
   * Returns a column over time, which begins at 0 with the first row.
   *
   * @param timeColumn name of the column of times
   * @param secondsAUnit the unit of the times, in seconds
   */
  Curve curve(Node node, String timeColumn, double secondsAUnit, String column)
      throws ScenarioException {
    int timeAt = index(node, timeColumn);
    int valueAt = index(node, column);
    List<Curve.Point> points = new ArrayList<>();
    double start = Double.NaN;
    for (Row row : rows) {
      List<String> cells = row.fields();
      Place place = new Place(file, row.line(), "");
      double time = cell(place, cells, timeAt, timeColumn) * secondsAUnit;
      if (Double.isNaN(start)) {
        start = time;
      }
      if (valueAt < cells.size() && !cells.get(valueAt).isEmpty()) {
        double value = cell(place, cells, valueAt, column);
        if (!points.isEmpty() && time - start <= points.get(points.size() - 1).seconds()) {
          throw place.error("the times in column '" + timeColumn + "' must ascend");
        }
        points.add(new Curve.Point(time - start, value));
      }
    }
    if (points.isEmpty()) {
      throw node.place().error("column '" + column + "' of the log '" + file + "' has no value");
    }
    return Curve.of(points);
  }

  private int index(Node node, String column) throws ScenarioException {
    Integer index = columns.get(column);
    if (index == null) {
      throw Fields.unknown(node, "column", column, columns.keySet());
    }
    return index;
  }

  private static double cell(Place place, List<String> cells, int index, String column)
      throws ScenarioException {
    if (index >= cells.size()) {
      throw place.error("column '" + column + "' is missing");
    }
    return Fields.number(place, cells.get(index));
  }
}
