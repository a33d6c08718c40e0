package io.obdio.socketio.app;

import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.FileChecks;
import io.obdio.socketio.devices.DevicesOptions;
import io.obdio.socketio.devices.OutputOptions;
import io.obdio.socketio.devices.WebhookOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the devices as flags, and so as keys of the configuration file. */
final class DeviceFlags implements CheckedFlags {

  /** The forms of a circuit. */
  enum Circuits {
    /** The name of the command. */
    NAMES,
    /** A number such as {@code 1_01}. */
    NUMBERS
  }

  /** The forms of a message with changes. */
  enum Push {
    /** All devices that changed. */
    ARRAY,
    /** One device. */
    SINGLE
  }

  @Option(
      names = "--devices",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Serve the vehicle as devices at /ws, /rest and /json. Default: on.")
  boolean enabled;

  @Option(
      names = "--devices-circuits",
      paramLabel = "FORM",
      defaultValue = "names",
      description =
          "Circuits of devices: names such as RPM, or numbers such as 1_01. Default: ${DEFAULT-VALUE}.")
  Circuits circuits = Circuits.NAMES;

  @Option(
      names = "--devices-push",
      paramLabel = "FORM",
      defaultValue = "array",
      description =
          "Messages with changes: array of all devices that changed, or single. Default: ${DEFAULT-VALUE}.")
  Push push = Push.ARRAY;

  @Option(
      names = "--devices-watch",
      split = ",",
      paramLabel = "NAME",
      defaultValue = DevicesOptions.STANDARD,
      description =
          "Commands requested while a client of the devices is connected: standard, none, names or patterns. Default: ${DEFAULT-VALUE}.")
  List<String> watch = List.of();

  @Option(
      names = "--devices-interval",
      paramLabel = "MS",
      defaultValue = "1000",
      description =
          "Milliseconds between two requests for each of them. Default: ${DEFAULT-VALUE}.")
  long interval;

  @Option(
      names = "--devices-aliases",
      paramLabel = "FILE",
      description = "File that keeps the aliases of devices. Default: none, kept in memory.")
  @Nullable Path aliases;

  @Option(
      names = "--devices-rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Messages per second from one client of /ws. Default: ${DEFAULT-VALUE}.")
  int rate;

  @Option(
      names = "--outputs",
      split = ",",
      paramLabel = "OUTPUT",
      description =
          "Outputs of ECUs that clients may set, each NAME=ECU/DID/ON/OFF/SECONDS. Default: none.")
  @Nullable List<String> outputs;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Receives changes of devices as POST requests. Default: none.")
  @Nullable URI webhook;

  @Option(
      names = "--webhook-devices",
      split = ",",
      paramLabel = "TYPE",
      description = "Types of devices sent to the webhook. Default: all.")
  @Nullable List<String> webhookDevices;

  @Option(
      names = "--webhook-circuits",
      split = ",",
      paramLabel = "PATTERN",
      description = "Circuits sent to the webhook. Default: all.")
  @Nullable List<String> webhookCircuits;

  @Option(
      names = "--webhook-interval",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "Milliseconds between two requests to the webhook. Default: ${DEFAULT-VALUE}.")
  long webhookInterval;

  @Option(
      names = "--webhook-private",
      negatable = true,
      description = "The webhook's host may have a private address. Default: it may not.")
  boolean webhookPrivate;

  /**
   * Returns the options.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  @Override
  public void check() {
    DevicesOptions unused = options();
  }

  DevicesOptions options() {
    if (aliases != null) {
      FileChecks.requireWritable(aliases);
    }
    DevicesOptions defaults = DevicesOptions.defaults();
    return new DevicesOptions(
        circuits == Circuits.NUMBERS,
        push == Push.SINGLE,
        watch,
        Duration.ofMillis(interval),
        aliases,
        listOf(outputs).stream().map(OutputOptions::parse).toList(),
        webhook == null
            ? null
            : new WebhookOptions(
                webhook,
                listOf(webhookDevices),
                listOf(webhookCircuits),
                Duration.ofMillis(webhookInterval),
                webhookPrivate),
        rate,
        defaults.maxStall(),
        defaults.socket());
  }

  private static List<String> listOf(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }
}
