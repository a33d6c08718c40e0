package io.obdio.socketio.obd;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.vehicle.StatusText;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The announcements of the connection's status to all clients and to the program. Thread-safe. */
final class Announcements implements VehicleListener {

  /** The target of the announcements, once there is a server. */
  private record Target(Namespace namespace, VehicleConnection car) {}

  private final BiConsumer<ConnectionStatus, String> statusListener;
  private volatile @Nullable Target target;

  Announcements(BiConsumer<ConnectionStatus, String> statusListener) {
    this.statusListener = statusListener;
  }

  void to(Namespace namespace, VehicleConnection car) {
    target = new Target(namespace, car);
  }

  @Override
  public void statusChanged(ConnectionStatus status, String reason) {
    Target to = target;
    if (to != null) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("status", StatusText.of(status));
      json.put("protocol_name", to.car.protocol().name());
      json.put("protocol_id", to.car.protocol().id());
      json.put("port_name", to.car.portName());
      to.car.state().addTo(json);
      json.put("reason", reason);
      to.namespace.emit("status_changed", json);
    }
    statusListener.accept(status, reason);
  }

  @Override
  public void closed() {
    Target to = target;
    if (to != null) {
      to.namespace.emit("obd_closed");
    }
    statusChanged(ConnectionStatus.NOT_CONNECTED, "");
  }
}
