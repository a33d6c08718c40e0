package io.obdio.socketio.app.fleet;

import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.fleet.file.FleetFiles;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.Topics;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code obdio fleet export}: prints what the nodes have stored in files. */
@Command(
    name = "export",
    description =
        "Writes the batches in the files of all nodes as JSON lines, in the order of their receipt,"
            + " each once. The nodes may run meanwhile.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FleetExport implements Callable<Integer> {

  private static final int BUFFER = 1 << 16;

  @Option(
      names = "--sink",
      paramLabel = "URI",
      description = "Store of the batches: files:FOLDER. Required.")
  @Nullable String sink;

  @Option(
      names = "--vehicle",
      paramLabel = "ID",
      description = "Only the batches of this vehicle. Default: all.")
  @Nullable String vehicle;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "File to write; - prints the lines. Default: ${DEFAULT-VALUE}.")
  String output = "";

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder = SinkFlags.folder(sink, "--sink", "");
    if (!Files.isDirectory(folder)) {
      throw new UserError(folder + ": no such folder");
    }
    if (vehicle != null && !Topics.isVehicle(vehicle)) {
      throw new UserError("--vehicle " + vehicle + ": not the id of a vehicle");
    }
    FleetFiles files = new FleetFiles(folder, new JacksonJson());
    if (output.equals("-")) {
      OutputStream out = new BufferedOutputStream(System.out, BUFFER);
      long batches = files.write(out, vehicle);
      out.flush();
      return exitCode(batches);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(output)))) {
      return exitCode(files.write(out, vehicle));
    }
  }

  private int exitCode(long batches) {
    if (batches > 0 || vehicle == null) {
      return ExitCode.OK.code();
    }
    PrintWriter err = Console.err(spec);
    err.println("No batches of " + vehicle);
    err.flush();
    return ExitCode.INCOMPLETE.code();
  }
}
