package io.obdio.socketio.app.car;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.app.failure.NoVehicleError;
import io.obdio.socketio.app.terminal.Progress;
import io.obdio.socketio.app.terminal.VerboseFlag;
import java.io.IOException;
import java.io.PrintWriter;

/** The connection of a subcommand that ends by itself. */
public final class VehicleSession {

  private VehicleSession() {}

  /**
   * Returns the commands of the program and of the definitions, with a progress line if reading
   * them takes long.
   *
   * @param err the standard error output
   */
  public static VehicleCommands commands(CarFlags car, PrintWriter err) {
    try (Progress progress = Progress.start(err, "Reading the definitions")) {
      VehicleCommands commands = car.commands();
      progress.set("Definitions are read");
      return commands;
    }
  }

  /**
   * Opens a connection, with a progress line if that takes long, and adds the definitions of the
   * vehicle's model year.
   *
   * @param err the standard error output
   * @param verbose whether every exchange is printed to {@code err}
   * @return the connection, also if the vehicle does not answer
   * @throws TransportException if the URI is invalid or the port cannot be opened
   * @throws IOException if the file of a recording cannot be created
   */
  public static ObdConnection open(
      CarFlags car, VehicleCommands commands, PrintWriter err, VerboseFlag verbose)
      throws TransportException, IOException {
    DiagnosticTransport transport = car.open();
    ObdConnection connection =
        ObdConnection.builder(verbose.isSet() ? new ExchangePrinter(transport, err) : transport)
            .commands(commands.registry())
            .batching(!car.isRecorded()) // a recording has one PID per request
            .deferredDiscovery(true)
            .build();
    try (Progress progress =
        Progress.start(err, "Connecting to the vehicle over " + car.transport())) {
      connection.open();
      progress.set("Reading the vehicle's model year");
      commands.readYear(connection);
      return connection;
    } catch (TransportException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Checks that the vehicle answers.
   *
   * @throws NoVehicleError if it does not; the message has the remedy
   */
  public static void requireVehicle(ObdConnection connection) {
    ConnectionStatus status = connection.status();
    if (status != ConnectionStatus.CAR_CONNECTED) {
      ConnectionReason reason =
          status == ConnectionStatus.NOT_CONNECTED
              ? ConnectionReason.CONNECTION_LOST
              : ConnectionReason.VEHICLE_SILENT;
      throw new NoVehicleError(reason.remedy());
    }
  }
}
