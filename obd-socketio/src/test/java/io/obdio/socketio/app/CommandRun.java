package io.obdio.socketio.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * A run of the program in this process, without a terminal.
 *
 * @param exit the exit code
 * @param out the standard output
 * @param err the standard error output
 */
public record CommandRun(int exit, String out, String err) {

  /** Runs the program with arguments. */
  public static CommandRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(args);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exit = Main.run(line, args);
    return new CommandRun(exit, out.toString(), err.toString());
  }

  /** Returns the lines of the standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }
}
