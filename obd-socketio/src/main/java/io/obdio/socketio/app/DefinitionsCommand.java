package io.obdio.socketio.app;

import io.obdio.socketio.app.definition.SetListing;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obdio definitions}: lists the signal sets of a folder, or those for a vehicle. */
@Command(
    name = "definitions",
    description = {
      "Lists the signal sets of a folder as they are named for --definitions.",
      "With --vin, lists only those for the make and the model year, the best first. Exit code 1 if"
          + " there are none."
    },
    mixinStandardHelpOptions = true)
final class DefinitionsCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FOLDER",
      description = "The folder, such as one with clones of OBDb's repositories.")
  Path folder = Path.of("");

  @Option(names = "--vin", paramLabel = "VIN", description = "The VIN of the vehicle.")
  @Nullable String vin;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    List<String> lines;
    try {
      lines = vin == null ? SetListing.all(folder) : SetListing.of(folder, vin);
    } catch (IOException e) {
      throw new UserError(Failures.of(e));
    }
    PrintWriter out = Console.out(spec);
    lines.forEach(out::println);
    out.flush();
    return (lines.isEmpty() ? ExitCode.INCOMPLETE : ExitCode.OK).code();
  }
}
