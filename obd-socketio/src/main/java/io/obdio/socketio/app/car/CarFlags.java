package io.obdio.socketio.app.car;

import io.obdio.core.recording.RecordingOptions;
import io.obdio.core.recording.RecordingTransport;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportResource;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.log.LogFlags;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags for the vehicle: transport, recording and definitions. */
public final class CarFlags implements CheckedFlags {

  /** Creates flags, which the parser sets. */
  public CarFlags() {}

  /** The first model year with a standardised VIN, whose 10th character contains it. */
  private static final int FIRST_MODEL_YEAR = 1980;

  private static final int LAST_MODEL_YEAR = 2099;

  @Mixin LogFlags log = new LogFlags();

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
      description = {
        "Write all requests and responses into a file that replay: can read. Nothing is overwritten.",
        "In the name, %%Y %%m %%d %%H %%M %%S are replaced by the time of the begin."
      })
  @Nullable Path record;

  @Option(
      names = "--record-max-size",
      paramLabel = "MB",
      defaultValue = "0",
      description =
          "Megabytes after which the recording continues in a new file; 0 for no limit. Default:"
              + " ${DEFAULT-VALUE}.")
  int recordMaxSize;

  @Option(
      names = "--record-max-age",
      paramLabel = "MINUTES",
      defaultValue = "0",
      description =
          "Minutes after which the recording continues in a new file; 0 for no limit. Default:"
              + " ${DEFAULT-VALUE}.")
  int recordMaxAge;

  @Option(
      names = "--record-keep",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Recordings of this name that are kept when a new file begins, the newest; 0 for all."
              + " Default: ${DEFAULT-VALUE}.")
  int recordKeep;

  @Mixin TraceFlags trace = new TraceFlags();

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

  private boolean extensible;

  @Override
  public void check() {
    try {
      DiagnosticTransport unused = Transports.create(transport);
    } catch (TransportException.BadUri e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
    VehicleCommands unusedToo = commands();
    Optional<RecordingOptions> unusedOptions = recording();
  }

  /** Returns the URI of the transport. */
  public String transport() {
    return transport;
  }

  /** Sets the file of the recording, as {@code --record} does. */
  public void recordTo(Path file) {
    record = file;
  }

  /** Returns whether the exchanges are recorded. */
  public boolean isRecorded() {
    return record != null;
  }

  /** Returns the options of the recording; empty if the user requests none. */
  private Optional<RecordingOptions> recording() {
    if (record == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RecordingOptions(
              record,
              (long) recordMaxSize * 1_000_000,
              Duration.ofMinutes(recordMaxAge),
              recordKeep));
    } catch (IllegalArgumentException e) {
      throw new UserError("--record " + e.getMessage());
    }
  }

  /** Checks what can be checked before the vehicle is connected. */
  private void checkFiles(@Nullable RecordingOptions recording)
      throws TransportException, IOException {
    for (TransportResource resource : Transports.resources(TransportUri.parse(transport))) {
      if (resource instanceof TransportResource.ReadFile file) {
        if (!Files.isReadable(file.path())) {
          throw new UserError(file.path() + ": no such file, or not readable");
        }
        if (recording != null
            && Files.exists(recording.file())
            && Files.isSameFile(file.path(), recording.file())) {
          throw new UserError(
              "--record " + record + " is the file that is replayed: choose another name");
        }
      }
    }
    if (recording != null) {
      recording.check(ZonedDateTime.now(ZoneId.systemDefault()));
    }
  }

  /**
   * Returns the transport to the vehicle, which is not opened yet; recorded if the user requests
   * that.
   *
   * @throws TransportException if the URI is invalid
   * @throws IOException if the file of the recording cannot be created
   */
  public DiagnosticTransport open() throws TransportException, IOException {
    return open(null);
  }

  /**
   * Returns the transport as {@link #open} does, traced to a writer unless the user names a file
   * for the trace.
   *
   * @param out not closed
   */
  public DiagnosticTransport openTraced(Writer out) throws TransportException, IOException {
    return open(out);
  }

  private DiagnosticTransport open(@Nullable Writer traceOut)
      throws TransportException, IOException {
    DiagnosticTransport made = Transports.create(transport);
    RecordingOptions recording = recording().orElse(null);
    checkFiles(recording);
    DiagnosticTransport traced = trace.traced(made, transport, traceOut);
    return recording == null ? traced : new RecordingTransport(traced, recording);
  }

  private static int year(int value) {
    if (value < FIRST_MODEL_YEAR || value > LAST_MODEL_YEAR) {
      throw new UserError(
          "--model-year "
              + value
              + ": expected a year from "
              + FIRST_MODEL_YEAR
              + " to "
              + LAST_MODEL_YEAR);
    }
    return value;
  }

  /**
   * Returns the commands of the program and of the definitions.
   *
   * @throws UserError if a definition is invalid
   */
  public VehicleCommands commands() {
    OptionalInt year = modelYear == null ? OptionalInt.empty() : OptionalInt.of(year(modelYear));
    return extensible
        ? VehicleCommands.extensible(definitions, year)
        : VehicleCommands.load(definitions, year);
  }

  /** Sets that commands may be added while the program runs. */
  public void extensible() {
    extensible = true;
  }
}
