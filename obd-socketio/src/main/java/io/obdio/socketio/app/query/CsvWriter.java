package io.obdio.socketio.app.query;

import io.obdio.socketio.history.export.CsvCell;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as CSV (RFC 4180) with a header, one row for each value or part of a value. */
final class CsvWriter implements ResultWriter {

  private final PrintWriter out;

  CsvWriter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin() {
    row("time", "command", "part", "value", "unit", "reason");
  }

  @Override
  public void write(List<Result> results) {
    for (Result result : results) {
      String time = result.response().time().truncatedTo(ChronoUnit.MILLIS).toString();
      String name = result.queried().name();
      List<ValueLine> lines = result.lines();
      if (lines.isEmpty()) {
        row(time, name, "", "", "", result.reason());
      }
      for (ValueLine line : lines) {
        row(time, name, line.part(), line.text(), line.unit(), "");
      }
    }
    out.flush();
  }

  private void row(String... fields) {
    out.print(Stream.of(fields).map(CsvCell::of).collect(Collectors.joining(",")) + "\r\n");
  }
}
