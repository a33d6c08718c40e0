package io.obdio.socketio.obd;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.vehicle.StatusText;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The announcements of the connection's status to all clients, and of responses to the program's
 * callbacks. For any thread.
 */
final class Announcements implements VehicleListener {

  /** Where the announcements go, once there is a server. */
  private record Target(Namespace namespace, VehicleConnection car) {}

  private final BiConsumer<ConnectionStatus, String> statusListener;
  private final List<Consumer<ObdResponse<?>>> callbacks = new CopyOnWriteArrayList<>();
  private final List<VehicleListener> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Target target;

  Announcements(BiConsumer<ConnectionStatus, String> statusListener) {
    this.statusListener = statusListener;
  }

  void to(Namespace namespace, VehicleConnection car) {
    target = new Target(namespace, car);
  }

  void addCallback(Consumer<ObdResponse<?>> callback) {
    callbacks.add(callback);
  }

  void addListener(VehicleListener listener) {
    listeners.add(listener);
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
      json.put("reason", reason);
      to.namespace.emit("status_changed", json);
    }
    listeners.forEach(listener -> listener.statusChanged(status, reason));
    statusListener.accept(status, reason);
  }

  @Override
  public void closed() {
    Target to = target;
    if (to != null) {
      to.namespace.emit("obd_closed");
    }
    listeners.forEach(VehicleListener::closed);
    statusChanged(ConnectionStatus.NOT_CONNECTED, "");
  }

  @Override
  public void responseReceived(ObdResponse<?> response) {
    callbacks.forEach(callback -> callback.accept(response));
    listeners.forEach(listener -> listener.responseReceived(response));
  }
}
