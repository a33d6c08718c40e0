package io.obdio.socketio.obd;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.sleep.SleepOptions;
import io.obdio.socketio.vehicle.sleep.VehicleSleep;
import java.time.Duration;

/**
 * The events for sleep and guard: {@code sleep_state} and {@code wake}; each change of the state is
 * sent to all clients as {@code sleep_changed}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the event table awaits stages
public final class SleepEvents {

  private static final Duration WAKE_DEADLINE = Duration.ofSeconds(30);

  private final VehicleConnection vehicle;
  private final VehicleSleep sleep;

  private SleepEvents(VehicleConnection vehicle, VehicleSleep sleep) {
    this.vehicle = vehicle;
    this.sleep = sleep;
  }

  /**
   * Starts sleep and guard of a server's connection, with their events; they end with the server.
   *
   * @return sleep and guard
   */
  public static VehicleSleep addTo(ObdIo io, SleepOptions options) {
    VehicleSleep sleep = new VehicleSleep(io.vehicle(), io.hub(), options);
    new SleepEvents(io.vehicle(), sleep).register(io.events());
    sleep.addListener(status -> io.namespace().emit("sleep_changed", status.toJson()));
    io.beforeClose(sleep::close);
    sleep.start();
    return sleep;
  }

  private void register(EventTable table) {
    table.put(
        EventRow.answering("sleep_state", Scope.READ, (socket, args) -> sleep.status().toJson()));
    table.put(EventRow.answering("wake", Scope.QUERY, this::wake));
  }

  /** Wakes the connection, as every request to the vehicle does. */
  private Object wake(Socket socket, EventArgs args) throws RequestException {
    return vehicle.submit(socket.id(), 1, WAKE_DEADLINE, connection -> sleep.status().toJson());
  }
}
