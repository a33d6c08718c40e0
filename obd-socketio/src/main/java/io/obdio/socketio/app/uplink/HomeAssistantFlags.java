package io.obdio.socketio.app.uplink;

import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.homeassistant.DiscoveryStyle;
import io.obdio.socketio.uplink.homeassistant.HomeAssistantOptions;
import io.obdio.socketio.uplink.homeassistant.HomeAssistantPublisher;
import io.obdio.socketio.uplink.homeassistant.VehicleDevice;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The discovery by Home Assistant as flags. */
public final class HomeAssistantFlags {

  private static final String ON = "true";
  private static final String OFF = "false";

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
  DiscoveryStyle style = DiscoveryStyle.DEVICE;

  @Option(
      names = "--home-assistant-unavailable",
      negatable = true,
      description =
          "Values are unavailable in Home Assistant while the vehicle is offline. Default: they"
              + " keep their last state.")
  boolean unavailable;

  /** Returns whether the discovery is on. */
  public boolean isEnabled() {
    return prefix != null && !prefix.equals(OFF);
  }

  /**
   * Begins the discovery if it is on. Call it before {@link MessageBroker#start}.
   *
   * @param queryAllowed whether requests through the broker may query values
   * @param clearAllowed whether requests through the broker may clear trouble codes
   * @param selected whether a value that an earlier run has announced is still published
   * @return null if the discovery is off
   * @throws UserError if the prefix is invalid
   */
  public @Nullable HomeAssistantPublisher start(
      MessageBroker broker,
      Topics topics,
      VehicleDevice device,
      boolean queryAllowed,
      boolean clearAllowed,
      Predicate<String> selected) {
    String text = prefix;
    if (text == null || !isEnabled()) {
      return null;
    }
    HomeAssistantOptions options;
    try {
      options =
          new HomeAssistantOptions(
              text.equals(ON) ? HomeAssistantOptions.DEFAULT_PREFIX : text,
              style,
              unavailable,
              queryAllowed,
              clearAllowed);
    } catch (IllegalArgumentException e) {
      throw new UserError("--home-assistant: " + e.getMessage());
    }
    return HomeAssistantPublisher.start(
        broker, topics, device, options, selected, new JacksonJson());
  }
}
