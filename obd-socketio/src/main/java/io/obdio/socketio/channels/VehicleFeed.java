package io.obdio.socketio.channels;

import io.obdio.core.command.Service09;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.Audit;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ObdJson;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.StatusText;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of the channel {@code vehicle}: the status of the connection, requests that change the
 * vehicle or the connection, and notices.
 *
 * <p>Threads: all methods may be called by any thread.
 */
final class VehicleFeed implements VehicleListener {

  private static final Logger log = LoggerFactory.getLogger(VehicleFeed.class);

  private static final String ROOM = ChannelKind.VEHICLE.channelName();
  private static final String ID = "vehicle";
  private static final Duration VIN_DEADLINE = Duration.ofSeconds(10);

  /** Actions of the audit log that are requests to the vehicle. */
  private static final Set<String> REQUESTS =
      Set.of(
          "clear_dtc", "connect_obd", "disconnect_obd", "close", "connect", "set", "sim_message");

  private final Namespace namespace;
  private final VehicleConnection vehicle;
  private volatile String vin = "";
  private volatile String reason = "";
  private volatile boolean lost;

  VehicleFeed(Namespace namespace, VehicleConnection vehicle) {
    this.namespace = namespace;
    this.vehicle = vehicle;
  }

  /** Sends the present status to a client. */
  void greet(Socket socket) {
    socket.emit("vehicle_update", update());
    if (vin.isEmpty() && vehicle.status() == ConnectionStatus.CAR_CONNECTED) {
      requestVin();
    }
  }

  private Map<String, Object> update() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("status", StatusText.of(vehicle.status()));
    state.put("protocol_name", vehicle.protocol().name());
    state.put("protocol_id", vehicle.protocol().id());
    state.put("port_name", vehicle.portName());
    state.put("reason", reason);
    if (!vin.isEmpty()) {
      state.put("vin", vin);
    }
    state.put("updated", Updates.time(Instant.now()));
    return Updates.update(ID, state);
  }

  @Override
  public void statusChanged(ConnectionStatus status, String why) {
    reason = why;
    if (status == ConnectionStatus.NOT_CONNECTED) {
      vin = "";
    }
    namespace.to(ROOM).latest("vehicle_update").emit("vehicle_update", update());
    boolean connected = status == ConnectionStatus.CAR_CONNECTED;
    if (!connected && !why.isEmpty() && !lost) {
      lost = true;
      notice("the vehicle is not available: " + why);
    }
    if (connected) {
      lost = false;
      if (!ChannelRooms.isEmpty(namespace, ROOM)) {
        requestVin();
      }
    }
  }

  @Override
  public void closed() {}

  private void requestVin() {
    try {
      var unused =
          vehicle
              .submit(VehicleConnection.PROGRAM, 1, VIN_DEADLINE, VehicleFeed::readVin)
              .thenAccept(this::vinRead)
              .exceptionally(
                  failure -> {
                    log.debug("the VIN could not be requested", failure);
                    return null;
                  });
    } catch (RequestException e) {
      log.debug("the VIN could not be requested", e);
    }
  }

  private static String readVin(ObdConnection connection) {
    ObdResponse<?> response = connection.query(Service09.VIN);
    Object value = response.valueOrNull();
    return value == null ? "" : String.valueOf(ObdJson.value(value));
  }

  private void vinRead(String read) {
    if (!read.isEmpty() && !read.equals(vin)) {
      vin = read;
      namespace.to(ROOM).latest("vehicle_update").emit("vehicle_update", update());
    }
  }

  /** Sends a notice to all members. */
  void notice(String message) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("message", message);
    json.put("type", "NOTIFY");
    json.put("time", Updates.time(Instant.now()));
    namespace.to(ROOM).emit("vehicle_message", json);
  }

  /** Reports an entry of the audit log to all members if it is a request to the vehicle. */
  void audited(Audit.Entry entry) {
    if (entry.action().equals("keys_reloaded")) {
      notice("the keys of clients were read again: " + entry.outcome());
    } else if (REQUESTS.contains(entry.action())) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", ID);
      json.put("request", entry.action());
      json.put("argument", entry.argument());
      json.put("name", entry.key());
      json.put("outcome", entry.outcome());
      json.put("time", Updates.time(Instant.now()));
      namespace.to(ROOM).emit("vehicle_request", json);
    }
  }
}
