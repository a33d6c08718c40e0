package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.util.NearestWord;
import io.obdio.socketio.app.car.VehicleCommands;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.terminal.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obdio commands}: lists the commands. */
@Command(
    name = "commands",
    description = "Lists the commands: name, request, description.",
    mixinStandardHelpOptions = true)
final class CommandsCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      description = "Only commands with all these words in their name or description.")
  List<String> words = List.of();

  @Option(
      names = "--definitions",
      split = ",",
      paramLabel = "FILE",
      description = "Vehicle definitions that add commands.")
  @Nullable List<Path> definitions;

  @Option(
      names = "--model-year",
      paramLabel = "YEAR",
      description = "The vehicle's model year; selects among the commands of --definitions.")
  @Nullable Integer modelYear;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    VehicleCommands vehicle =
        VehicleCommands.load(
            definitions, modelYear == null ? OptionalInt.empty() : OptionalInt.of(modelYear));
    vehicle.addAllYears();
    Commands commands = vehicle.registry();
    PrintWriter out = Console.out(spec);
    int found = 0;
    for (ObdCommand<?> command : commands.all()) {
      if (matches(command)) {
        out.printf("%-28s %-10s %s%n", command.name(), command.request(), command.description());
        found++;
      }
    }
    out.flush();
    if (found == 0) {
      PrintWriter err = Console.err(spec);
      err.println("obdio: no command matches '" + String.join(" ", words) + "'" + meant(commands));
      err.flush();
      return ExitCode.INCOMPLETE.code();
    }
    return ExitCode.OK.code();
  }

  private String meant(Commands commands) {
    List<String> names = commands.all().stream().map(ObdCommand::name).toList();
    return words.size() == 1 ? NearestWord.didYouMean(words.get(0), names) : "";
  }

  private boolean matches(ObdCommand<?> command) {
    String text = (command.name() + " " + command.description()).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
  }
}
