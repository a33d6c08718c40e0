package io.obdio.core.definition;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoder;
import io.obdio.core.definition.CsvRows.Row;
import io.obdio.core.formula.Formula;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A list of extended PIDs in the CSV that Torque reads: {@code Name,ShortName,ModeAndPID,Equation,
 * Min Value,Max Value,Units,Header}. The first row may name the columns. One use, one thread.
 */
final class TorqueCsv {

  private static final int NAME = 0;
  private static final int SHORT_NAME = 1;
  private static final int REQUEST = 2;
  private static final int EQUATION = 3;
  private static final int MIN = 4;
  private static final int MAX = 5;
  private static final int UNITS = 6;
  private static final int HEADER = 7;

  private final String file;
  private final List<ObdCommand<?>> commands = new ArrayList<>();
  private final List<DefinitionProblem> problems = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private TorqueCsv(String file) {
    this.file = file;
  }

  /**
   * Loads one.
   *
   * @throws DefinitionException if the file cannot be read
   */
  static Definition load(Path path) throws DefinitionException {
    TorqueCsv csv = new TorqueCsv(path.toString());
    boolean first = true;
    for (Row row : rows(path)) {
      if (!(first && isTitle(row))) {
        csv.row(row);
      }
      first = false;
    }
    return new Definition(csv.file, csv.commands, csv.problems);
  }

  private static List<Row> rows(Path path) throws DefinitionException {
    try {
      return CsvRows.parse(Definitions.read(path), ',');
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(path + ": " + e.getMessage(), e);
    }
  }

  private static boolean isTitle(Row row) {
    return row.fields().size() > REQUEST
        && row.fields().get(REQUEST).replace(" ", "").equalsIgnoreCase("ModeAndPID");
  }

  private void row(Row row) {
    try {
      if (!row.problem().isEmpty()) {
        throw new IllegalArgumentException(row.problem());
      }
      commands.add(command(row.fields()));
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      problems.add(new DefinitionProblem(file, "row " + row.line(), reason));
    }
  }

  private ObdCommand<Quantity> command(List<String> fields) {
    if (fields.size() <= EQUATION) {
      throw new IllegalArgumentException(
          "has " + fields.size() + " columns; needs Name,ShortName,ModeAndPID,Equation at least");
    }
    String description = fields.get(NAME);
    String shortName = fields.get(SHORT_NAME).isEmpty() ? description : fields.get(SHORT_NAME);
    String name = name(shortName.isEmpty() ? fields.get(REQUEST) : shortName);
    limit(fields, MIN);
    limit(fields, MAX);
    DiagnosticRequest request =
        new DiagnosticRequest.ToVehicle(
            request(fields.get(REQUEST)), Headers.target(field(fields, HEADER), null));
    return new ObdCommand<>(
        SignalSet.unique(name, names),
        description.isEmpty() ? name : description,
        request,
        0,
        decoder(
            Formula.compile(fields.get(EQUATION), TorqueDialect.INSTANCE),
            unit(field(fields, UNITS))),
        EcuFilter.ENGINE);
  }

  private static String field(List<String> fields, int column) {
    return column < fields.size() ? fields.get(column) : "";
  }

  /** Upper case letters, digits and underscores, as all command names are. */
  private static String name(String text) {
    String name =
        text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^_|_$", "");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' makes no name");
    }
    return name;
  }

  private static Payload request(String text) {
    String hex = text.replace(" ", "");
    hex = hex.startsWith("0x") || hex.startsWith("0X") ? hex.substring(2) : hex;
    if (!hex.matches("([0-9A-Fa-f]{2}){1,64}")) {
      throw new IllegalArgumentException(
          "ModeAndPID '" + text + "' is not made of pairs of hex digits, such as 2101");
    }
    return Payload.ofHex(hex);
  }

  /** The limits are for gauges; they are checked, not applied. */
  private static void limit(List<String> fields, int column) {
    String text = field(fields, column);
    if (!text.isEmpty()) {
      try {
        double unused = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("limit '" + text + "' is no number", e);
      }
    }
  }

  private static Unit unit(String text) {
    return text.isEmpty() ? Units.COUNT : Unit.byName(text).orElseGet(() -> Unit.other(text));
  }

  private static Decoder<Quantity> decoder(Formula formula, Unit unit) {
    return data -> {
      if (data.length() < formula.variables()) {
        return Decoded.tooShort(data.length(), formula.variables());
      }
      double value = formula.value(data::at);
      return Double.isFinite(value)
          ? Decoded.of(Quantity.of(value, unit))
          : Decoded.failed(formula + " yields " + value);
    };
  }
}
