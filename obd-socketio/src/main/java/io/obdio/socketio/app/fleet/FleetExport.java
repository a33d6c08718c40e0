package io.obdio.socketio.app.fleet;

import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.fleet.file.FleetFiles;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.Topics;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

  @Override
  public Integer call() throws IOException {
    Path folder = SinkFlags.folder(sink, "--sink");
    if (!Files.isDirectory(folder)) {
      throw new UserError(folder + ": no such folder");
    }
    if (vehicle != null && !Topics.isVehicle(vehicle)) {
      throw new UserError("--vehicle " + vehicle + ": not the id of a vehicle");
    }
    FleetFiles files = new FleetFiles(folder, new JacksonJson());
    if (output.equals("-")) {
      OutputStream out = new BufferedOutputStream(System.out, BUFFER);
      long unused = files.write(out, vehicle);
      out.flush();
      return 0;
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(output)))) {
      long unused = files.write(out, vehicle);
    }
    return 0;
  }
}
