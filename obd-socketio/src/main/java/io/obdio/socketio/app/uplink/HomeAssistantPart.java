package io.obdio.socketio.app.uplink;

import io.obdio.core.command.Commands;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.app.config.EnumWords;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.gps.Positions;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.uplink.homeassistant.DiscoveryStyle;
import io.obdio.socketio.uplink.homeassistant.HomeAssistantOptions;
import io.obdio.socketio.uplink.homeassistant.HomeAssistantPublisher;
import io.obdio.socketio.uplink.homeassistant.VehicleDevice;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The discovery by Home Assistant as a part of the uplink. */
public final class HomeAssistantPart implements UplinkPart {

  private final HomeAssistantFlags flags;
  private final Positions positions;

  /** Creates the part. */
  public HomeAssistantPart(HomeAssistantFlags flags, Positions positions) {
    this.flags = flags;
    this.positions = positions;
  }

  /** Checks the values of flags that are enabled. */
  static void check(HomeAssistantFlags flags) {
    HomeAssistantOptions unused = options(flags, Set.of());
  }

  private static HomeAssistantOptions options(HomeAssistantFlags flags, Set<Scope> allowed) {
    String prefix = String.valueOf(flags.prefix);
    try {
      return new HomeAssistantOptions(
          prefix.equals(HomeAssistantFlags.ON) ? HomeAssistantOptions.DEFAULT_PREFIX : prefix,
          style(flags.style),
          flags.unavailable,
          allowed.contains(Scope.QUERY),
          allowed.contains(Scope.CLEAR));
    } catch (IllegalArgumentException e) {
      throw new UserError("--home-assistant: " + e.getMessage());
    }
  }

  private static DiscoveryStyle style(String word) {
    try {
      return EnumWords.parse(DiscoveryStyle.class, word);
    } catch (IllegalArgumentException e) {
      throw new UserError("--home-assistant-style: " + e.getMessage());
    }
  }

  @Override
  public @Nullable Runnable begin(UplinkSession session) {
    if (!flags.isEnabled()) {
      return null;
    }
    String version = HomeAssistantPart.class.getPackage().getImplementationVersion();
    HomeAssistantPublisher publisher =
        HomeAssistantPublisher.start(
            session.broker(),
            session.topics(),
            new VehicleDevice(
                session.vehicle(),
                session.vehicle(),
                session.vin(),
                version == null ? "0" : version),
            options(flags, session.options().allowed()),
            name -> isReturned(name, session.commands()),
            new JacksonJson());
    session.uplink().addListener(publisher);
    Runnable ended = positions.add(fix -> publisher.positionKnown());
    return () -> {
      ended.run();
      session.uplink().removeListener(publisher);
      publisher.close();
    };
  }

  /** Returns whether there is a command that returns a value. */
  private static boolean isReturned(String value, Commands commands) {
    int dot = value.lastIndexOf('.');
    return commands.find(value).isPresent()
        || dot > 0 && commands.find(value.substring(0, dot)).isPresent();
  }
}
