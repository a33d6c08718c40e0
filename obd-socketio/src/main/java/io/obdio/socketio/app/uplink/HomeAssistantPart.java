package io.obdio.socketio.app.uplink;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.uplink.ValueText;
import io.obdio.socketio.uplink.homeassistant.HomeAssistantPublisher;
import io.obdio.socketio.uplink.homeassistant.PublishedValue;
import io.obdio.socketio.uplink.homeassistant.PublishedValue.Kind;
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
            name -> true);
    if (publisher == null) {
      return null;
    }
    session
        .uplink()
        .addListener(
            values -> publisher.values(values.stream().map(HomeAssistantPart::of).toList()));
    return publisher::close;
  }

  private static PublishedValue of(ValueText value) {
    Kind kind =
        value.value() instanceof Double
            ? Kind.NUMBER
            : value.value() instanceof Boolean ? Kind.FLAG : Kind.TEXT;
    return new PublishedValue(value.name(), value.description(), kind, value.unit());
  }
}
