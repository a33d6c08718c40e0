package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.obd.SleepEvents;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.vehicle.sleep.SleepOptions;
import io.obdio.socketio.vehicle.sleep.VehicleSleep;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Sleep and guard of the connection to the vehicle as flags. */
final class SleepFlags implements ServeFeature {

  /** The transports to vehicles that have no battery. */
  private static final String WITHOUT_BATTERY = "(sim|replay):.*";

  /** When the connection sleeps. */
  enum When {
    /** With every transport to a real vehicle. */
    AUTO,
    /** With every transport. */
    ALWAYS,
    /** With none. */
    NEVER
  }

  @Option(
      names = "--sleep",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "Stop requests and let the adapter sleep while the vehicle is parked: auto (not with sim:"
              + " and replay:), always or never. Default: ${DEFAULT-VALUE}.")
  When when = When.AUTO;

  @Option(
      names = "--sleep-after",
      paramLabel = "S",
      defaultValue = "600",
      description = "Seconds without use of the vehicle until then. Default: ${DEFAULT-VALUE}.")
  double after;

  @Option(
      names = "--sleep-check",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "Seconds between two measurements of the supply voltage during sleep."
              + " Default: ${DEFAULT-VALUE}.")
  double check;

  @Option(
      names = "--sleep-probe",
      paramLabel = "S",
      defaultValue = "900",
      description =
          "Seconds between two requests to the vehicle during sleep, if the adapter does not"
              + " measure the voltage. Default: ${DEFAULT-VALUE}.")
  double probe;

  @Option(
      names = "--sleep-client",
      paramLabel = "S",
      defaultValue = "120",
      description =
          "Seconds for which a request of a client ends the sleep. Default: ${DEFAULT-VALUE}.")
  double client;

  @Option(
      names = "--sleep-charging",
      paramLabel = "V",
      defaultValue = "13.2",
      description =
          "Supply voltage from which the battery is being charged. Default: ${DEFAULT-VALUE}.")
  double charging;

  @Option(
      names = "--guard-voltage",
      paramLabel = "V",
      defaultValue = "12.1",
      description =
          "Supply voltage below which everything that takes current stops; 0 for no guard."
              + " Default: ${DEFAULT-VALUE}.")
  double guard;

  @Option(
      names = "--guard-check",
      paramLabel = "S",
      defaultValue = "600",
      description =
          "Seconds between two measurements while the voltage is below that."
              + " Default: ${DEFAULT-VALUE}.")
  double guardCheck;

  private String transport = "";
  private @Nullable VehicleSleep running;

  /** Sets the transport, on which the default depends. */
  SleepFlags with(String uri) {
    transport = uri;
    return this;
  }

  private boolean isEnabled() {
    return when == When.ALWAYS
        || when == When.AUTO && !transport.toLowerCase(Locale.ROOT).matches(WITHOUT_BATTERY);
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    SleepOptions checked = options();
    if (isEnabled()) {
      running = SleepEvents.addTo(io, checked);
    }
  }

  /** Returns sleep and guard; null if they are off. */
  @Nullable VehicleSleep running() {
    return running;
  }

  SleepOptions options() {
    try {
      return new SleepOptions(
          seconds(after),
          seconds(check),
          seconds(probe),
          seconds(client),
          charging,
          guard,
          seconds(guardCheck));
    } catch (IllegalArgumentException e) {
      throw new UserError("--" + e.getMessage());
    }
  }

  private static Duration seconds(double value) {
    return Duration.ofMillis(Math.round(value * 1000));
  }
}
