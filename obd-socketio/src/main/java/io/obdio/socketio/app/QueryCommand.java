package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import java.io.PrintWriter;
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

/** {@code obdio query RPM SPEED}: asks once and prints. */
@Command(
    name = "query",
    description = "Asks the car and prints the answers. Exit code 1 if one has no value.",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {

  @Mixin CarFlags car = new CarFlags();

  @Option(
      names = "--force",
      description = "Ask even for what the car says that it does not support.")
  boolean force;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "File with flags as keys. Default: obdio.yaml, if there is one.")
  @Nullable String config;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description =
          "Names as 'obdio commands' lists them; none asks for all that the car supports.")
  List<String> names = List.of();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Commands commands = car.commands();
    List<ObdCommand<?>> asked = new ArrayList<>();
    for (String name : names) {
      asked.add(CommandFinder.find(commands, name));
    }
    try (ObdConnection connection = ObdConnection.builder(car.open()).commands(commands).build()) {
      connection.open();
      if (asked.isEmpty()) {
        for (ObdCommand<?> command : connection.supportedCommands()) {
          if (command.isRepeatable()) {
            asked.add(command);
          }
        }
      }
      return print(connection, asked);
    }
  }

  private int print(ObdConnection connection, List<ObdCommand<?>> asked) {
    PrintWriter out = Console.out(spec);
    PrintWriter err = Console.err(spec);
    boolean complete = true;
    for (ObdCommand<?> command : asked) {
      ObdResponse<?> response = force ? connection.force(command) : connection.query(command);
      Object value = response.valueOrNull();
      if (value != null) {
        out.println(command.name() + " " + Words.of(value));
        out.flush();
      } else {
        complete = false;
        err.println(command.name() + " " + response.noValue().map(Object::toString).orElse(""));
        err.flush();
      }
    }
    return complete ? 0 : 1;
  }
}
