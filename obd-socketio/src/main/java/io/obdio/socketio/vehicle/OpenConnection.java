package io.obdio.socketio.vehicle;

import io.obdio.core.connection.Backoff;
import io.obdio.core.connection.ConnectionListener;
import io.obdio.core.connection.ConnectionSupervisor;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdConnectionBuilder;
import io.obdio.core.connection.SupervisorListener;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.SimulatorControls;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.hub.ObdHub;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection that is open, or that its supervisor opens, with its watcher.
 *
 * @param transport what it was created with
 */
record OpenConnection(
    DiagnosticTransport transport,
    ObdConnection connection,
    ConnectionWatch watch,
    ConnectionSupervisor supervisor,
    StatusReasons reasons) {

  /**
   * Time between two probes of a vehicle that does not answer, such as one that is switched off.
   */
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

  /** A listener to one connection; called by threads of the connection: must not block. */
  interface Listener {

    /** Reports a change of the status, or another reason for it. */
    void statusChanged(OpenConnection connection, ConnectionStatus status, String reason);

    /** Reports that all bit maps of the vehicle are known. */
    void discovered(OpenConnection connection);
  }

  /**
   * Creates a connection that is not open.
   *
   * @param builder the builder of a connection over {@code transport}
   * @param hub receives the responses of watched commands
   */
  static OpenConnection create(
      DiagnosticTransport transport, ObdConnectionBuilder builder, ObdHub hub, Listener listener) {
    ObdConnection connection = builder.deferredDiscovery(true).build();
    OpenConnection made =
        new OpenConnection(
            transport,
            connection,
            new ConnectionWatch(connection, hub),
            new ConnectionSupervisor(connection, Backoff.DEFAULT, PROBE_INTERVAL),
            new StatusReasons(InstantSource.system()));
    connection.addListener(
        new ConnectionListener() {
          @Override
          public void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason) {
            made.reasons.changed(to, reason, transport.hasAdapter());
            listener.statusChanged(made, to, reason);
          }

          @Override
          public void discovered() {
            listener.discovered(made);
          }
        });
    made.supervisor.addListener(
        new SupervisorListener() {
          @Override
          public void failed(TransportException failure) {
            if (made.isClosed() && made.reasons.failed(failure)) {
              listener.statusChanged(
                  made, ConnectionStatus.NOT_CONNECTED, String.valueOf(failure.getMessage()));
            }
          }
        });
    return made;
  }

  private boolean isClosed() {
    return connection.status() == ConnectionStatus.NOT_CONNECTED;
  }

  /**
   * Opens the connection.
   *
   * @throws TransportException if the port cannot be opened
   */
  void open() throws TransportException {
    try {
      connection.open();
      reasons.opened(connection.status(), transport.hasAdapter());
    } catch (TransportException e) {
      boolean unused = reasons.failed(e);
      throw e;
    }
  }

  /** Returns the inputs of a simulated vehicle; empty for another one. */
  Optional<SimulatorControls> simulator() {
    return transport.simulator();
  }

  /** Returns the status with its reason. */
  ConnectionState state() {
    return reasons.state(connection.status(), transport.hasAdapter());
  }

  /** Returns the names of what should run and does not. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    if (!watch.isAlive()) {
      failures.add("watcher");
    }
    if (!supervisor.isAlive()) {
      failures.add("supervisor");
    }
    return failures;
  }

  void close() {
    supervisor.close();
    watch.close();
    connection.close();
  }
}
