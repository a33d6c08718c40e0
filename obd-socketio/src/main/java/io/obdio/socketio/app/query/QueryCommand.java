package io.obdio.socketio.app.query;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.app.car.CarFlags;
import io.obdio.socketio.app.car.CommandFinder;
import io.obdio.socketio.app.car.VehicleCommands;
import io.obdio.socketio.app.failure.NoVehicleError;
import io.obdio.socketio.app.terminal.Console;
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

/** {@code obdio query RPM SPEED}: queries commands once and prints the values. */
@Command(
    name = "query",
    description = {
      "Queries the vehicle and prints the values.",
      "Exit code 1 if a value is missing, 69 if there is no vehicle."
    },
    mixinStandardHelpOptions = true)
public final class QueryCommand implements Callable<Integer> {

  @Mixin CarFlags car = new CarFlags();

  @Option(
      names = "--force",
      description = "Also query commands that the vehicle reports as unsupported.")
  boolean force;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "File with flags as keys. Default: obdio.yaml, if there is one.")
  @Nullable String config;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "Names as 'obdio commands' lists them. Default: all that the vehicle supports.")
  List<String> names = List.of();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    VehicleCommands vehicle = car.commands();
    Commands commands = vehicle.registry();
    // Before the vehicle is connected, so that a misspelled name is an error at once.
    List<ObdCommand<?>> queried = vehicle.isWaiting() ? new ArrayList<>() : find(commands);
    try (ObdConnection connection =
        ObdConnection.builder(car.open()).commands(commands).deferredDiscovery(true).build()) {
      connection.open();
      if (vehicle.isWaiting()) {
        vehicle.readYear(connection);
        queried = find(commands);
      }
      if (queried.isEmpty()) {
        queried = AvailableValues.of(connection);
      }
      return print(connection, queried);
    }
  }

  private List<ObdCommand<?>> find(Commands commands) {
    List<ObdCommand<?>> found = new ArrayList<>();
    for (String name : names) {
      found.add(CommandFinder.find(commands, name));
    }
    return found;
  }

  private int print(ObdConnection connection, List<ObdCommand<?>> queried) {
    PrintWriter out = Console.out(spec);
    PrintWriter err = Console.err(spec);
    boolean complete = true;
    boolean any = false;
    for (ObdCommand<?> command : queried) {
      ObdResponse<?> response = force ? connection.force(command) : connection.query(command);
      Object value = response.valueOrNull();
      if (value != null) {
        any = true;
        out.println(command.name() + " " + ValueText.of(value));
        out.flush();
      } else {
        complete = false;
        err.println(command.name() + " " + response.noValue().map(Object::toString).orElse(""));
        err.flush();
      }
    }
    if (!any && connection.status() != ConnectionStatus.CAR_CONNECTED) {
      throw new NoVehicleError(ConnectionReason.VEHICLE_SILENT.remedy());
    }
    return complete ? 0 : 1;
  }
}
