package io.obdio.socketio.vehicle;

import io.obdio.core.connection.ConnectionSupervisor;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.SimulatorControls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An open connection with its watcher and its supervisor.
 *
 * @param simulator the inputs of a simulated vehicle; empty for another one
 */
record OpenConnection(
    ObdConnection connection,
    ConnectionWatch watch,
    ConnectionSupervisor supervisor,
    Optional<SimulatorControls> simulator) {

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
