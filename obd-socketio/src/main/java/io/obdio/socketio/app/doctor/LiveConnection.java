package io.obdio.socketio.app.doctor;

import io.obdio.core.command.AdapterCommands;
import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.unit.Quantity;
import io.obdio.socketio.vehicle.ConnectionState;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

/**
 * The facts of a connection that the server has open. The port is not opened a second time: the
 * requests are queued with those of the clients.
 */
final class LiveConnection {

  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int REQUESTS = 5;

  private final VehicleConnection vehicle;

  LiveConnection(VehicleConnection vehicle) {
    this.vehicle = vehicle;
  }

  /** Returns whether the server uses the adapter, or is about to. */
  boolean isOpen() {
    return vehicle.connection() != null || vehicle.isConnecting();
  }

  /** Collects the facts; blocks until the queue has served the requests. */
  AdapterFacts collect() throws InterruptedException, ExecutionException {
    ConnectionState state = vehicle.state();
    String port = vehicle.portName();
    if (state.status() == ConnectionStatus.NOT_CONNECTED) {
      String detail = state.detail().isEmpty() ? "the server is connecting" : state.detail();
      return AdapterFacts.failed(port, detail);
    }
    try {
      return vehicle
          .submit(VehicleConnection.PROGRAM, REQUESTS, DEADLINE, open -> facts(open, state, port))
          .get();
    } catch (RequestException e) {
      return AdapterFacts.failed(port, String.valueOf(e.getMessage()));
    }
  }

  private static AdapterFacts facts(ObdConnection open, ConnectionState state, String port) {
    String identity = open.force(AdapterCommands.ELM_VERSION).valueOrNull();
    Quantity volts = open.force(AdapterCommands.ELM_VOLTAGE).valueOrNull();
    ObservedVehicle vehicle =
        state.status() == ConnectionStatus.CAR_CONNECTED
            ? vehicle(open)
            : new ObservedVehicle("", state.detail(), List.of(), Double.NaN);
    return new AdapterFacts(
        "",
        "",
        port,
        null,
        new AdapterFacts.LiveAdapter(
            identity == null ? "" : identity, volts == null ? Double.NaN : volts.value()),
        null,
        vehicle);
  }

  private static ObservedVehicle vehicle(ObdConnection open) {
    TreeSet<String> ecus = new TreeSet<>();
    for (EcuMessage message : open.force(Service01.PIDS_A).messages()) {
      ecus.add(message.ecu().toString());
    }
    long start = System.nanoTime();
    int answered = 0;
    for (int i = 0; i < REQUESTS; i++) {
      answered += open.force(Service01.RPM).isEmpty() ? 0 : 1;
    }
    double millis = (System.nanoTime() - start) / 1e6 / REQUESTS;
    return new ObservedVehicle(
        open.protocol().name(),
        "",
        new ArrayList<>(ecus),
        answered == REQUESTS ? millis : Double.NaN);
  }
}
