package io.obdio.sim.scenario;

import io.obdio.sim.scenario.Node.Place;
import io.obdio.sim.vehicle.Curve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded drive: a CSV file with a header line, a column of times and columns of values, divided
 * by commas, semicolons or tabs. An empty value keeps the line between its neighbours straight.
 */
final class CsvLog {

  private static final long MAX_BYTES = 64L << 20;

  private final String file;
  private final Map<String, Integer> columns;
  private final List<String[]> rows;

  private CsvLog(String file, Map<String, Integer> columns, List<String[]> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Reads a log.
   *
   * @param node what names it, for the message
   */
  static CsvLog read(Node node, Path path) throws ScenarioException {
    List<String> lines;
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw node.place().error("the log '" + path + "' is larger than 64 MiB");
      }
      lines = Files.readAllLines(path);
    } catch (ScenarioException e) {
      throw e;
    } catch (IOException e) {
      String why = Files.exists(path) ? "cannot be read: " + e.getMessage() : "does not exist";
      throw node.place().error("the log '" + path + "' " + why);
    }
    if (lines.isEmpty() || lines.get(0).isBlank()) {
      throw node.place().error("the log '" + path + "' has no header line");
    }
    String header = lines.get(0).startsWith("\uFEFF") ? lines.get(0).substring(1) : lines.get(0);
    String separator = header.contains(";") ? ";" : header.contains("\t") ? "\t" : ",";
    Map<String, Integer> columns = new LinkedHashMap<>();
    String[] names = split(header, separator);
    for (int i = 0; i < names.length; i++) {
      columns.putIfAbsent(names[i], i);
    }
    List<String[]> rows = lines.stream().skip(1).map(line -> split(line, separator)).toList();
    return new CsvLog(path.toString(), columns, rows);
  }

  private static String[] split(String line, String separator) {
    return Arrays.stream(line.split(separator, -1))
        .map(String::strip)
        .map(
            v ->
                v.length() > 1 && v.startsWith("\"") && v.endsWith("\"")
                    ? v.substring(1, v.length() - 1)
                    : v)
        .toArray(String[]::new);
  }

  List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /**
   * A column over time, which begins at 0 with the first row.
   *
   * @param timeColumn the times
   * @param secondsAUnit what one of its units is
   */
  Curve curve(Node node, String timeColumn, double secondsAUnit, String column)
      throws ScenarioException {
    int timeAt = index(node, timeColumn);
    int valueAt = index(node, column);
    List<Curve.Point> points = new ArrayList<>();
    double start = Double.NaN;
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      if (row.length == 1 && row[0].isEmpty()) {
        continue;
      }
      Place place = new Place(file, i + 2, "");
      double time = cell(place, row, timeAt, timeColumn) * secondsAUnit;
      if (Double.isNaN(start)) {
        start = time;
      }
      if (valueAt < row.length && !row[valueAt].isEmpty()) {
        double value = cell(place, row, valueAt, column);
        if (!points.isEmpty() && time - start <= points.get(points.size() - 1).seconds()) {
          throw place.error("column '" + timeColumn + "' does not ascend here");
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

  private static double cell(Place place, String[] row, int index, String column)
      throws ScenarioException {
    if (index >= row.length) {
      throw place.error("column '" + column + "' is missing");
    }
    return Fields.number(place, row[index]);
  }
}
