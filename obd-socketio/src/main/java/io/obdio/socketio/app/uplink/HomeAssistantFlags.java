package io.obdio.socketio.app.uplink;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The discovery by Home Assistant as flags. Their types load no class of the discovery, which is
 * off for most users.
 */
public final class HomeAssistantFlags implements ServeFeature, CheckedFlags {

  /** The value of a flag without a prefix. */
  static final String ON = "true";

  private static final String OFF = "false";

  /** Creates flags, which the parser sets. */
  public HomeAssistantFlags() {}

  @Option(
      names = "--home-assistant",
      arity = "0..1",
      fallbackValue = ON,
      paramLabel = "PREFIX",
      description =
          "Announce the vehicle to Home Assistant through the broker of --uplink. PREFIX: its"
              + " discovery prefix, homeassistant if it is left out. Default: off.")
  @Nullable String prefix;

  @Option(
      names = "--home-assistant-style",
      paramLabel = "STYLE",
      defaultValue = "device",
      description =
          "Form of the discovery messages: device, one for the vehicle (Home Assistant 2024.11 and"
              + " later), or entity, one for each value. Default: ${DEFAULT-VALUE}.")
  String style = "device";

  @Option(
      names = "--home-assistant-unavailable",
      negatable = true,
      description =
          "Values are unavailable in Home Assistant while the vehicle is offline. Default: they"
              + " keep their last state.")
  boolean unavailable;

  private BooleanSupplier uplink = () -> false;

  /** Sets whether there is an uplink. */
  public HomeAssistantFlags with(BooleanSupplier enabled) {
    uplink = enabled;
    return this;
  }

  /** Returns whether the discovery is on. */
  boolean isEnabled() {
    return prefix != null && !prefix.equals(OFF);
  }

  @Override
  public void check() {
    if (isEnabled()) {
      HomeAssistantPart.check(this);
    }
  }

  /** Checks the flags; the discovery is a part of the uplink. */
  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    check();
    if (isEnabled() && !uplink.getAsBoolean()) {
      throw new UserError(
          "--home-assistant needs --uplink mqtt://BROKER: the vehicle is announced through a broker");
    }
  }
}
