package io.obdio.socketio.app.record;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ConnectionSupervisor;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.socketio.app.car.CarFlags;
import io.obdio.socketio.app.car.CommandFinder;
import io.obdio.socketio.app.car.ConfigFileFlag;
import io.obdio.socketio.app.car.VehicleCommands;
import io.obdio.socketio.app.car.VehicleSession;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.query.AvailableValues;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.app.terminal.InterruptKey;
import io.obdio.socketio.app.terminal.Progress;
import io.obdio.socketio.app.terminal.VerboseFlag;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code obdio record drive.txt}: records a drive without a server. */
@Command(
    name = "record",
    description = {
      "Records the values of the vehicle into a file that replay: can read, until Ctrl-C.",
      "A file that exists is not overwritten: a number is added to the name."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RecordCommand implements Callable<Integer> {

  private static final int CURRENT_DATA = 0x01;

  @Mixin CarFlags car = new CarFlags();

  @Mixin VerboseFlag verbose = new VerboseFlag();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = RunTime.class,
      description = "Time after which the recording ends: 90s, 10m, 2h. Default: no limit.")
  @Nullable Duration time;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "5",
      description =
          "Most requests per second for each command, 0.01 to 50. Default: ${DEFAULT-VALUE}.")
  double rate;

  @Mixin ConfigFileFlag config = new ConfigFileFlag();

  @Parameters(index = "0", paramLabel = "FILE", description = "The file to write.")
  Path file = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "Names as 'obdio commands' lists them. Default: all values of the vehicle.")
  List<String> names = List.of();

  @Spec @Nullable CommandSpec spec;

  /** Creates the subcommand, which the parser completes. */
  public RecordCommand() {}

  @Override
  public Integer call() throws Exception {
    if (!(rate >= 0.01 && rate <= 50)) {
      throw new UserError("--rate must be from 0.01 to 50");
    }
    car.recordTo(file);
    PrintWriter err = Console.err(spec);
    VehicleCommands commands = VehicleSession.commands(car, err);
    List<ObdCommand<?>> named = new ArrayList<>();
    for (String name : names) {
      named.add(repeatable(CommandFinder.find(commands.registry(), name)));
    }
    InterruptKey key = new InterruptKey();
    try (ObdConnection connection = VehicleSession.open(car, commands, err, verbose);
        ConnectionSupervisor supervisor = new ConnectionSupervisor(connection)) {
      VehicleSession.requireVehicle(connection);
      supervisor.start();
      err.println("Recording the values of the vehicle - Ctrl-C ends it");
      long values;
      try (Progress progress = Progress.start(err, "Recording")) {
        values = record(connection, named, key, progress);
      }
      err.println("Recorded " + values + " values");
      err.flush();
      return (values == 0 ? ExitCode.INCOMPLETE : ExitCode.OK).code();
    } finally {
      key.release();
    }
  }

  private static ObdCommand<?> repeatable(ObdCommand<?> command) {
    if (!command.isRepeatable()) {
      throw new UserError(
          command.name() + " changes the vehicle and cannot be recorded repeatedly");
    }
    return command;
  }

  /** Queries all commands once, then those that change, until the end; returns the values. */
  private long record(
      ObdConnection connection, List<ObdCommand<?>> named, InterruptKey key, Progress progress)
      throws InterruptedException {
    List<ObdCommand<?>> all = named.isEmpty() ? AvailableValues.of(connection) : named;
    List<ObdCommand<?>> changing =
        named.isEmpty()
            ? all.stream().filter(c -> c.service().orElse(0) == CURRENT_DATA).toList()
            : named;
    long values = count(connection.queryAll(all));
    long interval = (long) (1e9 / rate);
    long next = System.nanoTime() + interval;
    long end = time == null ? Long.MAX_VALUE : time.toNanos();
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < end) {
      long wait = Math.min(next - System.nanoTime(), end - (System.nanoTime() - begin));
      if (key.await(wait)) {
        break;
      }
      next = Math.max(next + interval, System.nanoTime());
      values += count(connection.queryAll(changing));
      progress.set("Recording: " + values + " values");
    }
    return values;
  }

  private static long count(List<ObdResponse<?>> responses) {
    return responses.stream().filter(response -> !response.isEmpty()).count();
  }
}
