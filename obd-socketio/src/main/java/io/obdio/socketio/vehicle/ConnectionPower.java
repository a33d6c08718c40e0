package io.obdio.socketio.vehicle;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.hub.ObdHub;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The suspension of the current connection: nothing is requested from the vehicle, and the adapter
 * is in its low power mode if it has one. It ends when another connection is opened.
 *
 * <p>Threads: the methods that change the suspension are called by one thread at a time and wait
 * for the adapter; the others may be called by any thread and do not block.
 */
public final class ConnectionPower {

  private record Suspension(OpenConnection link, ConnectionReason reason) {}

  private final Supplier<@Nullable OpenConnection> current;
  private final ObdHub hub;
  private final ConnectionChanges changes;
  private volatile RequestGate gate = RequestGate.OPEN;
  private volatile @Nullable Suspension suspension;

  ConnectionPower(
      Supplier<@Nullable OpenConnection> current, ObdHub hub, ConnectionChanges changes) {
    this.current = current;
    this.hub = hub;
    this.changes = changes;
  }

  /** Sets the gate of the requests of clients. */
  public void setGate(RequestGate newGate) {
    gate = newGate;
  }

  /**
   * Lets a request pass the gate.
   *
   * @param client as in {@link VehicleConnection#submit}
   * @return the gate, which the request must await
   * @throws RequestException what the gate throws
   */
  RequestGate pass(String client) throws RequestException {
    RequestGate now = client.equals(VehicleConnection.PROGRAM) ? RequestGate.OPEN : gate;
    now.check();
    return now;
  }

  /** Returns the state of a connection, with the reason for its suspension. */
  ConnectionState state(OpenConnection link) {
    return link.state().suspended(suspended());
  }

  /** Returns why the current connection is suspended; null if it is not. */
  public @Nullable ConnectionReason suspended() {
    Suspension now = suspension;
    return now != null && now.link.equals(current.get()) ? now.reason : null;
  }

  /** Suspends the current connection, or changes the reason. */
  public void suspend(ConnectionReason reason) {
    OpenConnection link = current.get();
    if (link == null) {
      return;
    }
    ConnectionStatus before = link.connection().status();
    suspension = new Suspension(link, reason);
    link.watch().setPaused(true);
    link.supervisor().setPaused(true);
    boolean unused = link.connection().lowPower();
    hub.forgetValues();
    report(link, before, reason.remedy());
  }

  /** Ends the low power mode, and nothing else. Probes the vehicle where that does not. */
  public void wake() {
    OpenConnection link = current.get();
    if (link != null && suspended() != null) {
      boolean unused = link.connection().normalPower();
    }
  }

  /** Ends the suspension. */
  public void resume() {
    OpenConnection link = current.get();
    if (link == null || suspended() == null) {
      return;
    }
    ObdConnection connection = link.connection();
    ConnectionStatus before = connection.status();
    boolean unused = connection.normalPower();
    suspension = null;
    link.supervisor().setPaused(false);
    link.watch().setPaused(false);
    report(link, before, "");
  }

  /** Reports the change of the reason, if the status is unchanged and so is not reported. */
  private void report(OpenConnection link, ConnectionStatus before, String reason) {
    if (link.equals(current.get()) && link.connection().status() == before) {
      changes.notifyListeners(link, before, reason);
    }
  }
}
