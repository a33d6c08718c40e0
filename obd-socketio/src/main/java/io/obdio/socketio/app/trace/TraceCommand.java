package io.obdio.socketio.app.trace;

import io.obdio.core.command.AdapterCommands;
import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service03;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.app.car.CarFlags;
import io.obdio.socketio.app.car.ConfigFileFlag;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.failure.NoVehicleError;
import io.obdio.socketio.app.terminal.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code obdio trace}: the whole dialogue of a short session, as for a report of a fault. */
@Command(
    name = "trace",
    description = {
      "Connects, identifies the adapter, queries a few values, and prints every byte or frame with its"
          + " time, in a form for reports of faults; --mask-vin replaces the vehicle's number.",
      "Exit code 69 if there is no vehicle."
    },
    mixinStandardHelpOptions = true)
public final class TraceCommand implements Callable<Integer> {

  /** What reports of faults need: who the adapter is, what the vehicle supports, typical values. */
  private static final List<ObdCommand<?>> QUERIES =
      List.of(
          AdapterCommands.ELM_VERSION,
          AdapterCommands.ELM_VOLTAGE,
          Service01.RPM,
          Service01.SPEED,
          Service03.GET_DTC,
          Service09.VIN);

  @Mixin CarFlags car = new CarFlags();

  @Mixin ConfigFileFlag config = new ConfigFileFlag();

  @Spec @Nullable CommandSpec spec;

  /** Creates the subcommand. */
  public TraceCommand() {}

  @Override
  public Integer call() throws TransportException, IOException {
    PrintWriter out = Console.out(spec);
    DiagnosticTransport transport = car.openTraced(out);
    try (ObdConnection connection =
        ObdConnection.builder(transport).commands(Commands.standard()).build()) {
      connection.open();
      for (ObdCommand<?> command : QUERIES) {
        ObdResponse<?> unused = connection.force(command);
      }
      out.flush();
      if (connection.status() != ConnectionStatus.CAR_CONNECTED) {
        throw new NoVehicleError(
            ConnectionReason.of(connection.status(), transport.hasAdapter()).remedy());
      }
      return ExitCode.OK.code();
    }
  }
}
