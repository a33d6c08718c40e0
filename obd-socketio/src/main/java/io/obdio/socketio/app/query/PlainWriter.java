package io.obdio.socketio.app.query;

import java.io.PrintWriter;
import java.util.List;

/**
 * Results as lines for pipes and files: {@code NAME VALUE UNIT}, and one line, indented by two
 * blanks, for each part of a value with several.
 */
final class PlainWriter implements ResultWriter {

  private final PrintWriter out;

  PlainWriter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(List<Result> results) {
    for (Result result : results) {
      List<ValueLine> lines = result.lines();
      for (int i = 0; i < lines.size(); i++) {
        out.println(i == 0 ? result.queried().name() + " " + lines.get(0) : "  " + lines.get(i));
      }
    }
    out.flush();
  }
}
