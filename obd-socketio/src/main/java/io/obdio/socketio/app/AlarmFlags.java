package io.obdio.socketio.app;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of alarms as flags, and so as keys of the configuration file. */
final class AlarmFlags {

  @Option(
      names = "--alarms",
      paramLabel = "FILE",
      description =
          "YAML file with rules of alarms, which clients cannot change. Clients may add others."
              + " Default: none.")
  @Nullable Path file;

  @Option(
      names = "--alarm-webhook",
      paramLabel = "URL",
      description = "Receives alarms that become active or end as POST requests. Default: none.")
  @Nullable URI webhook;

  @Option(
      names = "--alarm-webhook-private",
      negatable = true,
      description =
          "The host of the alarms' webhook may have a private address. Default: it may not.")
  boolean webhookPrivate;
}
