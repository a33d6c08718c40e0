package io.obdio.socketio.devices;

import io.obdio.core.command.Service04;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The relays that change the vehicle or the connection, and the configured outputs. */
final class VehicleDevices {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private VehicleDevices() {}

  /** Returns the devices, in the order of the table, with the scope that each needs. */
  static Map<Device, Scope> switches(
      VehicleConnection vehicle, List<OutputOptions> outputs, DeviceFeed feed, DeviceGate gate) {
    Map<Device, Scope> switches = new LinkedHashMap<>();
    switches.put(
        new SwitchDevice(
            DeviceType.RO,
            "CLEAR_DTC",
            "Clears the trouble codes and the freeze frame data",
            () -> false,
            on -> on ? clear(vehicle) : Device.done()),
        Scope.CLEAR);
    switches.put(
        new SwitchDevice(
            DeviceType.RO,
            "CONNECT",
            "The connection to the vehicle",
            () -> vehicle.status() != ConnectionStatus.NOT_CONNECTED,
            on -> on ? gate.connect() : vehicle.disconnect()),
        Scope.CONNECT);
    for (OutputOptions output : outputs) {
      switches.put(OutputDevices.of(output, vehicle, feed), Scope.CONTROL);
    }
    return switches;
  }

  private static CompletionStage<?> clear(VehicleConnection vehicle) throws RequestException {
    return vehicle.submit(Devices.CLIENT, 1, DEADLINE, VehicleDevices::cleared);
  }

  private static boolean cleared(ObdConnection connection) {
    connection
        .query(Service04.CLEAR_DTC)
        .noValue()
        .ifPresent(
            why -> {
              throw new CompletionException(
                  new RequestException(ErrorCode.CAR_ERROR, "the codes were not cleared: " + why));
            });
    return true;
  }
}
