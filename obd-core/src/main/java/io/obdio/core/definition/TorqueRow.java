package io.obdio.core.definition;

import io.obdio.core.definition.CsvRows.Row;
import io.obdio.core.definition.TorqueColumns.Column;
import io.obdio.core.formula.Formula;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of a Torque list.
 *
 * @param list the file
 * @param line where the row begins
 * @param name as other rows refer to it
 * @param id the name of the command
 * @param request the request with its target and session
 * @param formula the compiled equation
 * @param unit the unit of the value
 */
record TorqueRow(
    String list,
    int line,
    String name,
    String id,
    DiagnosticRequest.ToVehicle request,
    Formula formula,
    Unit unit) {

  private static final Pattern SESSION = Pattern.compile("(?:0X)?10([0-9A-F]{2})");

  private static final Pattern SMOOTHING =
      Pattern.compile("\\b(AVG|TAVG|RAVG|EWMAF)\\s*\\(", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a row.
   *
   * @param note receives the columns that have no effect
   * @throws IllegalArgumentException with the reason, if the row cannot be used
   */
  static TorqueRow of(String list, Row row, TorqueColumns columns, Consumer<String> note) {
    if (!row.problem().isEmpty()) {
      throw new IllegalArgumentException(row.problem());
    }
    if (row.fields().size() <= Column.EQUATION.place) {
      throw new IllegalArgumentException(
          "has "
              + row.fields().size()
              + " columns; expected at least Name,ShortName,ModeAndPID,Equation");
    }
    String name = columns.get(row, Column.NAME);
    String shortName = columns.get(row, Column.SHORT_NAME);
    String request = columns.get(row, Column.REQUEST);
    limit(columns.get(row, Column.MIN));
    limit(columns.get(row, Column.MAX));
    String equation = columns.get(row, Column.EQUATION);
    Matcher smoothing = SMOOTHING.matcher(equation);
    if (smoothing.find()) {
      note.accept(smoothing.group(1) + "() has no effect: the value is the current reading");
    }
    extended(row, columns, note);
    String units = columns.get(row, Column.UNITS);
    return new TorqueRow(
        list,
        row.line(),
        name,
        id(shortName.isEmpty() ? name : shortName, request),
        new DiagnosticRequest.ToVehicle(
            payload(request),
            TorqueAddress.parse(columns.get(row, Column.HEADER)),
            options(row, columns, note)),
        Formula.compile(equation, TorqueDialect.INSTANCE),
        units.isEmpty() ? Units.COUNT : Unit.byName(units).orElseGet(() -> Unit.other(units)));
  }

  private static void extended(Row row, TorqueColumns columns, Consumer<String> note) {
    String scale = columns.get(row, Column.SCALE);
    if (!scale.isEmpty() && !scale.matches("(?i)x?1(\\.0*)?")) {
      note.accept("scale has no effect: it is for gauges");
    }
    String delay = columns.get(row, Column.REFRESH_DELAY);
    if (!delay.isEmpty() && !delay.matches("0*")) {
      note.accept("minimumRefreshDelayMillis has no effect");
    }
    columns
        .unknown(row)
        .forEach(column -> note.accept("unknown column '" + column + "' is ignored"));
  }

  private static RequestOptions options(Row row, TorqueColumns columns, Consumer<String> note) {
    OptionalInt start = session("startDiagnostic", columns.get(row, Column.START_DIAGNOSTIC), note);
    OptionalInt stop = session("stopDiagnostic", columns.get(row, Column.STOP_DIAGNOSTIC), note);
    return start.isEmpty() && stop.isEmpty()
        ? RequestOptions.NONE
        : RequestOptions.NONE.withSession(start, stop);
  }

  /** Returns the session of a request such as 1003 (ISO 14229-1) or 10C0 (ISO 14230-3). */
  private static OptionalInt session(String column, String text, Consumer<String> note) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    Matcher matcher = SESSION.matcher(text.replace(" ", "").toUpperCase(Locale.ROOT));
    if (!matcher.matches() || matcher.group(1).equals("00")) {
      note.accept(column + " '" + text + "' has no effect: expected a session, such as 1003");
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(matcher.group(1), 16));
  }

  /**
   * Returns a name of upper case letters, digits and underscores, as all commands have. Letters of
   * other alphabets are kept: lists in Russian name their values in Cyrillic.
   */
  private static String id(String text, String request) {
    String source = text.isEmpty() ? request : text;
    String id =
        source
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "_")
            .replaceAll("^_|_$", "");
    if (id.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' has no letter or digit to name it by");
    }
    return id;
  }

  private static Payload payload(String text) {
    String hex = text.replace(" ", "");
    hex = hex.startsWith("0x") || hex.startsWith("0X") ? hex.substring(2) : hex;
    if (!hex.matches("([0-9A-Fa-f]{2}){1,64}")) {
      throw new IllegalArgumentException(
          "ModeAndPID '" + text + "' is not made of pairs of hexadecimal digits, such as 2101");
    }
    return Payload.ofHex(hex);
  }

  /** Checks a limit; limits are for gauges and are not applied. */
  private static void limit(String text) {
    if (!text.isEmpty()) {
      try {
        double unused = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("limit '" + text + "' is not a number", e);
      }
    }
  }
}
