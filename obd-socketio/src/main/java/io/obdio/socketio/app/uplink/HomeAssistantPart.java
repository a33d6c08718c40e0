package io.obdio.socketio.app.uplink;

import io.obdio.core.command.Commands;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.uplink.homeassistant.HomeAssistantPublisher;
import io.obdio.socketio.uplink.homeassistant.VehicleDevice;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The discovery by Home Assistant as a part of the uplink. */
public final class HomeAssistantPart implements UplinkPart {

  private final HomeAssistantFlags flags;

  /** Creates the part. */
  public HomeAssistantPart(HomeAssistantFlags flags) {
    this.flags = flags;
  }

  @Override
  public @Nullable Runnable begin(UplinkSession session) {
    if (!flags.isEnabled()) {
      return null;
    }
    Set<Scope> allowed = session.options().allowed();
    String version = HomeAssistantPart.class.getPackage().getImplementationVersion();
    HomeAssistantPublisher publisher =
        flags.start(
            session.broker(),
            session.topics(),
            new VehicleDevice(
                session.vehicle(),
                session.vehicle(),
                session.vin(),
                version == null ? "0" : version),
            allowed.contains(Scope.QUERY),
            allowed.contains(Scope.CLEAR),
            name -> isReturned(name, session.commands()));
    if (publisher == null) {
      return null;
    }
    session.uplink().addListener(publisher);
    return publisher::close;
  }

  /** Returns whether there is a command that returns a value. */
  private static boolean isReturned(String value, Commands commands) {
    int dot = value.lastIndexOf('.');
    return commands.find(value).isPresent()
        || dot > 0 && commands.find(value.substring(0, dot)).isPresent();
  }
}
