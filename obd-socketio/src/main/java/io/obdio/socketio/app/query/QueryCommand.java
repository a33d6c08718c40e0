package io.obdio.socketio.app.query;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.app.car.CarFlags;
import io.obdio.socketio.app.car.CommandFinder;
import io.obdio.socketio.app.car.ConfigFileFlag;
import io.obdio.socketio.app.car.UnitsFlag;
import io.obdio.socketio.app.car.VehicleCommands;
import io.obdio.socketio.app.car.VehicleSession;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Confirmation;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.app.terminal.ConsoleTerminal;
import io.obdio.socketio.app.terminal.VerboseFlag;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obdio query RPM SPEED}: queries commands and prints the values. */
@Command(
    name = "query",
    description = {
      "Queries the vehicle and prints the values: as a table on a terminal, else one line for each"
          + " value.",
      "Exit code 1 if a value that you name is missing, 69 if there is no vehicle."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class QueryCommand implements Callable<Integer> {

  @Mixin CarFlags car = new CarFlags();

  @Mixin FormatFlags format = new FormatFlags();

  @Mixin VerboseFlag verbose = new VerboseFlag();

  @Mixin UnitsFlag units = new UnitsFlag();

  @Option(
      names = "--watch",
      description =
          "Repeat the query until Ctrl-C: a terminal shows the newest values, other output grows.")
  boolean watch;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "1",
      description = "Repetitions per second with --watch, 0.01 to 50. Default: ${DEFAULT-VALUE}.")
  double rate;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Repetitions with --watch after which the program ends; 0 for no limit. Default:"
              + " ${DEFAULT-VALUE}.")
  long count;

  @Option(
      names = "--force",
      description = "Also query commands that the vehicle reports as unsupported.")
  boolean force;

  @Option(
      names = "--yes",
      description =
          "Send commands that change the vehicle, such as CLEAR_DTC, without a confirmation.")
  boolean yes;

  @Mixin ConfigFileFlag config = new ConfigFileFlag();

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = {
        "Names as 'obdio commands' lists them, or requests in hexadecimal digits: 010C, 22F190@7E0.",
        "Default: all for which the vehicle has a value."
      })
  List<String> names = List.of();

  @Spec @Nullable CommandSpec spec;

  /** Creates the subcommand, which the parser completes. */
  public QueryCommand() {}

  @Override
  public Integer call() throws Exception {
    if (!(rate >= 0.01 && rate <= 50)) {
      throw new UserError("--rate must be from 0.01 to 50");
    }
    PrintWriter err = Console.err(spec);
    ConsoleTerminal terminal = ConsoleTerminal.of(spec);
    UnitSystem system = units.system();
    ResultWriter writer = format.writer(Console.out(spec), terminal, system, watch);
    VehicleCommands vehicle = VehicleSession.commands(car, err);
    // Before the vehicle is connected, so that a misspelled name is an error at once.
    List<Queried> queried = vehicle.isWaiting() ? new ArrayList<>() : find(vehicle.registry());
    if (!confirmed(queried, terminal, err)) {
      return ExitCode.INCOMPLETE.code();
    }
    boolean late = vehicle.isWaiting();
    try (ObdConnection connection = VehicleSession.open(car, vehicle, err, verbose)) {
      if (late) {
        queried = find(vehicle.registry());
        if (!confirmed(queried, terminal, err)) {
          return ExitCode.INCOMPLETE.code();
        }
      }
      QueryRun run = new QueryRun(connection, writer, err, system, force, format.includesMissing());
      if (watch) {
        Duration pause = Duration.ofNanos((long) (1e9 / rate));
        return new WatchRun(run, queried, pause, count).run().code();
      }
      return (queried.isEmpty() ? run.all() : run.named(queried)).code();
    }
  }

  /** Asks before commands that change the vehicle. */
  private boolean confirmed(List<Queried> queried, ConsoleTerminal terminal, PrintWriter err) {
    for (Queried each : queried) {
      ObdCommand<?> command = each.command();
      if (command.isRepeatable()) {
        continue;
      }
      if (watch) {
        throw new UserError(
            each.name() + " changes the vehicle and cannot be repeated: omit --watch");
      }
      String what = each.raw() ? "" : " (" + command.description() + ")";
      if (!Confirmation.ask(
          yes, terminal, err, each.name() + what + " changes the vehicle", List.of())) {
        return false;
      }
    }
    return true;
  }

  private List<Queried> find(Commands commands) {
    List<Queried> found = new ArrayList<>();
    for (String name : names) {
      ObdCommand<?> raw =
          CommandFinder.has(commands, name) ? null : RawRequest.parse(name).orElse(null);
      found.add(
          raw == null
              ? Queried.of(CommandFinder.find(commands, name))
              : new Queried(raw, true, RawRequest.decoders(commands, raw)));
    }
    return found;
  }
}
