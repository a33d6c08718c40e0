package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.transport.ConnectionStatus;
import java.util.function.Supplier;

/**
 * The listeners of a connection, notified of each change of its status once and in order. For use
 * by any thread; the listeners run on a thread of their own.
 */
final class StatusNotifier implements AutoCloseable {

  private final Supplier<ConnectionStatus> status;
  private final Notifier<ConnectionListener> listeners = new Notifier<>("obd-status");

  @GuardedBy("this")
  private ConnectionStatus reported = ConnectionStatus.NOT_CONNECTED;

  /**
   * Creates a notifier.
   *
   * @param status returns the current status; must not block
   */
  StatusNotifier(Supplier<ConnectionStatus> status) {
    this.status = status;
  }

  void add(ConnectionListener listener) {
    listeners.add(listener);
  }

  void remove(ConnectionListener listener) {
    listeners.remove(listener);
  }

  /** Notifies the listeners if the current status is not the one reported last. */
  synchronized void report(String reason) {
    ConnectionStatus from = reported;
    ConnectionStatus to = status.get();
    if (from != to) {
      reported = to;
      listeners.dispatch(listener -> listener.statusChanged(from, to, reason));
    }
  }

  /** Notifies the listeners that all bit maps are known. */
  synchronized void reportDiscovered() {
    listeners.dispatch(ConnectionListener::discovered);
  }

  /** Notifies the listeners that the vehicle may have been switched on. */
  void reportActivity() {
    listeners.dispatch(ConnectionListener::busActive);
  }

  @Override
  public void close() {
    listeners.close();
  }
}
