package io.obdio.socketio.history.export;

import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.Sample;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripSignal;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table: a row for each time, a column for each command, the first column in seconds since the
 * beginning of the trip. A cell is empty if the command has no sample at that time.
 */
final class TableForm implements TripExport.Form {

  private final String timeName;

  /** Returns the name of a command's column; null if it has none. */
  private final Function<TripSignal, @Nullable String> naming;

  private final boolean numbersOnly;
  private final Map<Integer, Integer> columns = new LinkedHashMap<>();
  private final List<String> row = new ArrayList<>();
  private long time = -1;

  private TableForm(
      String timeName, Function<TripSignal, @Nullable String> naming, boolean numbersOnly) {
    this.timeName = timeName;
    this.naming = naming;
    this.numbersOnly = numbersOnly;
  }

  /** Returns a form with all commands, each with its unit in the header. */
  static TableForm ofCommands() {
    return new TableForm(
        "time (s)",
        signal ->
            signal.unit().isEmpty() ? signal.name() : signal.name() + " (" + signal.unit() + ")",
        false);
  }

  /** Returns a form with the commands whose values are signals of the simulator. */
  static TableForm ofSimulator() {
    return new TableForm("time", signal -> SimulatorSignals.name(signal.name()), true);
  }

  @Override
  public void begin(HistoryReader reader, Trip trip, List<TripSignal> signals, Appendable out)
      throws IOException {
    List<String> header = new ArrayList<>(List.of(timeName));
    for (TripSignal signal : signals) {
      String name = naming.apply(signal);
      if (name != null && !header.contains(name)) {
        columns.put(signal.id(), header.size());
        header.add(name);
      }
    }
    if (columns.isEmpty()) {
      throw new TripExport.NothingToExport("trip " + trip.id() + " has no samples for this format");
    }
    for (String name : header) {
      row.add(CsvCell.of(name));
    }
    writeRow(out);
  }

  @Override
  public void samples(List<Sample> samples, Appendable out) throws IOException {
    for (Sample sample : samples) {
      Integer column = columns.get(sample.signal());
      boolean included = column != null && (!numbersOnly || sample.value() instanceof Double);
      if (!included || column == null) {
        continue;
      }
      if (sample.millis() != time) {
        endRow(out);
        time = sample.millis();
      }
      row.set(column, text(sample.value()));
    }
  }

  private void endRow(Appendable out) throws IOException {
    if (time >= 0) {
      row.set(0, seconds(time));
      writeRow(out);
    }
  }

  private void writeRow(Appendable out) throws IOException {
    out.append(String.join(",", row)).append('\n');
    row.replaceAll(cell -> "");
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }

  /** Returns a cell: whole numbers without a fraction, texts in quotes if necessary. */
  private static String text(Object value) {
    if (value instanceof Double number) {
      boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
      return whole ? Long.toString(number.longValue()) : number.toString();
    }
    return CsvCell.of(String.valueOf(value));
  }

  @Override
  public void end(Appendable out) throws IOException {
    endRow(out);
  }
}
