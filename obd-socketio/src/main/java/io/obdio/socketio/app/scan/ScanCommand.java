package io.obdio.socketio.app.scan;

import io.obdio.core.connection.ObdConnection;
import io.obdio.socketio.app.car.CarFlags;
import io.obdio.socketio.app.car.ConfigFileFlag;
import io.obdio.socketio.app.car.VehicleSession;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.app.terminal.ConsoleTerminal;
import io.obdio.socketio.app.terminal.Progress;
import io.obdio.socketio.app.terminal.VerboseFlag;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code obdio scan}: the protocol, the ECUs and what they support. */
@Command(
    name = "scan",
    description = {
      "Prints the protocol, the ECUs that answer, their names and calibrations, and the commands that"
          + " each supports.",
      "Exit code 69 if there is no vehicle."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ScanCommand implements Callable<Integer> {

  @Mixin CarFlags car = new CarFlags();

  @Mixin VerboseFlag verbose = new VerboseFlag();

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Mixin ConfigFileFlag config = new ConfigFileFlag();

  @Spec @Nullable CommandSpec spec;

  /** Creates the subcommand, which the parser completes. */
  public ScanCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Console.out(spec);
    PrintWriter err = Console.err(spec);
    try (ObdConnection connection =
        VehicleSession.open(car, VehicleSession.commands(car, err), err, verbose)) {
      VehicleSession.requireVehicle(connection);
      VehicleScan scan;
      try (Progress progress = Progress.start(err, "Scanning")) {
        scan = VehicleScan.read(connection, progress::set);
      }
      if (json) {
        out.println(
            JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(ScanText.json(scan)));
      } else {
        ScanText.of(scan, ConsoleTerminal.of(spec).width()).forEach(out::println);
      }
      out.flush();
      return ExitCode.OK.code();
    }
  }
}
