package io.obdio.socketio.vehicle;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.hub.ObdHub;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The listener to all connections. Connections that are replaced, or not in use yet, do not count.
 *
 * <p>Threads: called by threads of the connections; does not block.
 */
@SuppressWarnings("ReferenceEquality") // the connection in use, not an equal one
final class ConnectionChanges implements OpenConnection.Listener {

  private record Reported(OpenConnection connection, ConnectionStatus status, String reason) {}

  private final Supplier<@Nullable OpenConnection> current;
  private final ObdHub hub;
  private final List<VehicleListener> listeners;
  private final AtomicReference<@Nullable Reported> reported = new AtomicReference<>();

  /**
   * Creates a listener.
   *
   * @param current returns the connection in use
   * @param listeners may change at any time; safe for use by several threads
   */
  ConnectionChanges(
      Supplier<@Nullable OpenConnection> current, ObdHub hub, List<VehicleListener> listeners) {
    this.current = current;
    this.hub = hub;
    this.listeners = listeners;
  }

  @Override
  public void statusChanged(OpenConnection changed, ConnectionStatus status, String reason) {
    if (current.get() != changed || isOutdated(changed, status)) {
      return;
    }
    if (status == ConnectionStatus.CAR_CONNECTED) {
      hub.attach(changed.watch());
    } else {
      hub.forgetValues();
    }
    notifyListeners(changed, status, reason);
  }

  /**
   * Returns whether a vehicle that has not answered has done so since: changes while a connection
   * is opened are reported by another thread, which may be late.
   */
  private static boolean isOutdated(OpenConnection changed, ConnectionStatus status) {
    boolean absent =
        status == ConnectionStatus.INTERFACE_OPEN || status == ConnectionStatus.OBD_CONNECTED;
    return absent && changed.connection().status() == ConnectionStatus.CAR_CONNECTED;
  }

  @Override
  public void discovered(OpenConnection changed) {
    if (current.get() == changed) {
      changed.watch().removeUnsupported();
    }
  }

  /**
   * Notifies the listeners, once of each status and reason: the result of opening a connection is
   * reported by the thread that opens it, and perhaps a second time by that of the connection.
   */
  void notifyListeners(OpenConnection changed, ConnectionStatus status, String reason) {
    Reported now = new Reported(changed, status, reason);
    if (now.equals(reported.getAndSet(now))) {
      return;
    }
    listeners.forEach(listener -> listener.statusChanged(status, reason));
  }
}
