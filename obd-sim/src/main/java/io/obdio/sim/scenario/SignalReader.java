package io.obdio.sim.scenario;

import io.obdio.sim.vehicle.Curve;
import io.obdio.sim.vehicle.SignalSource;
import io.obdio.sim.vehicle.VehicleSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reader of the sections {@code signals} and {@code log}. */
final class SignalReader {

  private static final List<String> SIGNAL_KEYS =
      List.of("points", "expression", "csv", "column", "time", "time-unit", "repeat");
  private static final List<String> LOG_KEYS =
      List.of("file", "time", "time-unit", "repeat", "columns");

  private final Path directory;
  private final Map<Path, CsvLog> logs = new HashMap<>();

  /** Creates a reader. Names of logs are relative to {@code directory}. */
  SignalReader(Path directory) {
    this.directory = directory;
  }

  static List<String> names() {
    return Arrays.stream(VehicleSignal.values()).map(VehicleSignal::key).toList();
  }

  static VehicleSignal signal(Node node, String name) throws ScenarioException {
    return VehicleSignal.ofKey(name)
        .orElseThrow(() -> Fields.unknown(node, "signal", name, names()));
  }

  void signals(Node section, Map<VehicleSignal, SignalSource> to) throws ScenarioException {
    for (Map.Entry<String, Node> entry : Fields.mapping(section).entrySet()) {
      VehicleSignal signal = signal(entry.getValue(), entry.getKey());
      to.put(signal, source(signal, entry.getValue()));
    }
  }

  private SignalSource source(VehicleSignal signal, Node node) throws ScenarioException {
    if (node instanceof Node.Scalar) {
      String text = Fields.text(node);
      if (text.matches("[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")) {
        return SignalSource.constant(value(signal, node));
      }
      return Fields.checked(node, () -> Expression.parse(text));
    }
    Map<String, Node> fields = Fields.mapping(node, SIGNAL_KEYS);
    long sources =
        fields.keySet().stream().filter(List.of("points", "expression", "csv")::contains).count();
    if (sources != 1) {
      throw node.place().error("expected one of points, expression or csv");
    }
    Node expression = fields.get("expression");
    if (expression != null) {
      String text = Fields.text(expression);
      return Fields.checked(expression, () -> Expression.parse(text));
    }
    Node points = fields.get("points");
    if (points != null) {
      return repeated(fields, points(signal, points));
    }
    Node csv = fields.getOrDefault("csv", node);
    Node column = fields.get("column");
    return repeated(
        fields,
        column == null
            ? column(csv, csv, fields, signal.key())
            : column(column, csv, fields, Fields.text(column)));
  }

  private static SignalSource repeated(Map<String, Node> fields, Curve curve)
      throws ScenarioException {
    Node repeat = fields.get("repeat");
    return repeat != null && Fields.yesOrNo(repeat) ? curve.repeated() : curve;
  }

  private static Curve points(VehicleSignal signal, Node node) throws ScenarioException {
    List<Curve.Point> points = new ArrayList<>();
    for (Node item : Fields.sequence(node)) {
      List<Node> pair = Fields.sequence(item);
      if (pair.size() != 2) {
        throw item.place().error("expected [seconds, value]");
      }
      points.add(new Curve.Point(Fields.number(pair.get(0)), value(signal, pair.get(1))));
    }
    return Fields.checked(node, () -> Curve.of(points));
  }

  /** Reads a number within the signal's range. */
  static double value(VehicleSignal signal, Node node) throws ScenarioException {
    double value = Fields.number(node);
    if (value < signal.min() || value > signal.max()) {
      String unit = signal.unit().isEmpty() ? "" : " " + signal.unit();
      throw node.place()
          .error(value + " is out of range (" + signal.min() + " to " + signal.max() + unit + ")");
    }
    return value;
  }

  /** Reads every column of a log that has the name of a signal, and those of {@code columns}. */
  void log(Node section, Map<VehicleSignal, SignalSource> to) throws ScenarioException {
    Map<String, Node> fields = Fields.mapping(section, LOG_KEYS);
    Node file = fields.get("file");
    if (file == null) {
      throw section.place().error("the log's file is missing");
    }
    Map<VehicleSignal, String> columns = new HashMap<>();
    for (String column : log(file).columns()) {
      VehicleSignal.ofKey(column).ifPresent(signal -> columns.put(signal, column));
    }
    Node named = fields.get("columns");
    if (named != null) {
      for (Map.Entry<String, Node> entry : Fields.mapping(named).entrySet()) {
        columns.put(signal(entry.getValue(), entry.getKey()), Fields.text(entry.getValue()));
      }
    }
    if (columns.isEmpty()) {
      throw file.place()
          .error("no column of the log has the name of a signal; map them under 'columns'");
    }
    for (Map.Entry<VehicleSignal, String> entry : columns.entrySet()) {
      Node blamed = named == null ? file : named;
      Curve curve = column(blamed, file, fields, entry.getValue());
      to.put(entry.getKey(), repeated(fields, curve));
    }
  }

  private Curve column(Node blamed, Node file, Map<String, Node> fields, String column)
      throws ScenarioException {
    CsvLog log = log(file);
    Node time = fields.get("time");
    String timeColumn = time == null ? log.columns().get(0) : Fields.text(time);
    return log.curve(
        time != null && !log.columns().contains(timeColumn) ? time : blamed,
        timeColumn,
        timeUnit(fields),
        column);
  }

  private static double timeUnit(Map<String, Node> fields) throws ScenarioException {
    Node unit = fields.get("time-unit");
    if (unit == null) {
      return 1;
    }
    return switch (Fields.text(unit)) {
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "min" -> 60;
      default ->
          throw unit.place().error("expected s, ms or min, found '" + Fields.text(unit) + "'");
    };
  }

  private CsvLog log(Node file) throws ScenarioException {
    Path path = directory.resolve(Fields.text(file));
    CsvLog log = logs.get(path);
    if (log == null) {
      log = CsvLog.read(file, path);
      logs.put(path, log);
    }
    return log;
  }
}
