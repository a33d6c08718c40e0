package io.obdio.socketio.app;

import io.obdio.core.recording.RecordingTransport;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for the vehicle: transport, recording and definitions. */
final class CarFlags implements CheckedFlags {

  @Option(
      names = "--transport",
      paramLabel = "URI",
      defaultValue = "sim:",
      description = {
        "Transport to the vehicle: sim:, elm327:, elm327:/dev/ttyUSB0, elm327://HOST:PORT, socketcan:can0,"
            + " isotp:can0, slcan:/dev/ttyACM0, isotpserver:HOST:PORT, replay:FILE. Default: ${DEFAULT-VALUE}"
      })
  String transport = "";

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Write all requests and responses into a file that replay: can read.")
  @Nullable Path record;

  @Option(
      names = "--definitions",
      split = ",",
      paramLabel = "FILE",
      description =
          "Vehicle definitions that add commands: OBDb signal sets (.json) or Torque lists (.csv).")
  @Nullable List<Path> definitions;

  @Option(
      names = "--model-year",
      paramLabel = "YEAR",
      description = {
        "The vehicle's model year; selects among the commands of --definitions.",
        "Default: the year of the vehicle's VIN."
      })
  @Nullable Integer modelYear;

  @Override
  public void check() {
    try {
      DiagnosticTransport unused = Transports.create(transport);
    } catch (TransportException.BadUri e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
    VehicleCommands unusedToo = commands();
  }

  DiagnosticTransport open() throws TransportException, IOException {
    DiagnosticTransport made = Transports.create(transport);
    return record == null ? made : new RecordingTransport(made, record);
  }

  VehicleCommands commands() {
    return VehicleCommands.load(
        definitions, modelYear == null ? OptionalInt.empty() : OptionalInt.of(modelYear));
  }
}
