package io.obdio.socketio.app.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The output and error streams of a subcommand. */
public final class Console {

  private Console() {}

  /** Returns the standard output of a subcommand. */
  public static PrintWriter out(@Nullable CommandSpec spec) {
    return spec != null
        ? spec.commandLine().getOut()
        : new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  }

  /** Returns the standard error output of a subcommand. */
  public static PrintWriter err(@Nullable CommandSpec spec) {
    return spec != null
        ? spec.commandLine().getErr()
        : new PrintWriter(System.err, true, StandardCharsets.UTF_8);
  }
}
