package io.obdio.socketio.app.query;

import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.ConsoleTerminal;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The flags of the output format. */
final class FormatFlags {

  @Option(names = "--table", description = "Print a table, also if the output is not a terminal.")
  private boolean table;

  @Option(names = "--json", description = "Print JSON: an array of responses.")
  private boolean json;

  @Option(names = "--csv", description = "Print CSV with a header.")
  private boolean csv;

  /** Creates the flags, which the parser sets. */
  FormatFlags() {}

  /**
   * Returns the writer of the results.
   *
   * @param watch whether results are written repeatedly
   * @throws UserError if several formats are selected
   */
  ResultWriter writer(PrintWriter out, ConsoleTerminal terminal, UnitSystem system, boolean watch) {
    if ((table ? 1 : 0) + (json ? 1 : 0) + (csv ? 1 : 0) > 1) {
      throw new UserError("select one of --table, --json and --csv");
    }
    if (json) {
      return new JsonWriter(out, system, watch);
    }
    if (csv) {
      return new CsvWriter(out);
    }
    return table || terminal.out()
        ? new TableWriter(out, terminal.width(), terminal.height(), watch && terminal.out())
        : new PlainWriter(out);
  }

  /** Returns whether results without a value are part of the output. */
  boolean includesMissing() {
    return json || csv;
  }
}
