package io.obdio.socketio.app;

import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.channels.ChannelOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of the channels as flags; {@link OptionDefaults} takes the defaults from there. */
final class ChannelFlags implements CheckedFlags {

  @Option(
      names = "--channels-namespace",
      paramLabel = "NAME",
      description = "Namespace of the channels; empty for none. Default: ${DEFAULT-VALUE}.")
  String namespace = "";

  @Option(
      names = "--channels-echo",
      negatable = true,
      fallbackValue = "true",
      description = "Send a user_message to its sender as well. Default: ${DEFAULT-VALUE}.")
  boolean echo;

  @Option(
      names = "--auth-timeout",
      paramLabel = "MS",
      description =
          "Milliseconds that a client of the channels has to authenticate."
              + " Default: ${DEFAULT-VALUE}.")
  long authTimeout;

  @Override
  public void check() {
    ChannelOptions unused = options();
  }

  /** Returns the options; the namespace is empty if the channels are off. */
  ChannelOptions options() {
    try {
      return new ChannelOptions(namespace, Duration.ofMillis(authTimeout), echo);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
