package io.obdio.socketio.app.car;

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
public final class CarFlags implements CheckedFlags {

  /** Creates flags, which the parser sets. */
  public CarFlags() {}

  @Option(
      names = "--transport",
      paramLabel = "URI",
      defaultValue = "sim:",
      description = {
        "Transport to the vehicle: sim:, elm327:, elm327:/dev/ttyUSB0, elm327://HOST:PORT, socketcan:can0,"
            + " isotp:can0, slcan:/dev/ttyACM0, isotpserver:HOST:PORT, replay:FILE. Default: ${DEFAULT-VALUE}"
      })
  private String transport = "";

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

  /** Returns the URI of the transport. */
  public String transport() {
    return transport;
  }

  /** Returns whether the exchanges are recorded. */
  public boolean isRecorded() {
    return record != null;
  }

  /**
   * Returns the transport to the vehicle, which is not opened yet; recorded if the user requests
   * that.
   *
   * @throws TransportException if the URI is invalid
   * @throws IOException if the file of the recording cannot be created
   */
  public DiagnosticTransport open() throws TransportException, IOException {
    DiagnosticTransport made = Transports.create(transport);
    return record == null ? made : new RecordingTransport(made, record);
  }

  /**
   * Returns the commands of the program and of the definitions.
   *
   * @throws UserError if a definition is invalid
   */
  public VehicleCommands commands() {
    return VehicleCommands.load(
        definitions, modelYear == null ? OptionalInt.empty() : OptionalInt.of(modelYear));
  }
}
