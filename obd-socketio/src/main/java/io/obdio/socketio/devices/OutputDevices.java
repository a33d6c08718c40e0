package io.obdio.socketio.devices;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The switches of configured outputs: inputOutputControlByIdentifier with shortTermAdjustment, and
 * returnControlToECU when the timeout has passed (ISO 14229-1, service 2F).
 */
final class OutputDevices {

  private static final int SERVICE = 0x2F;
  private static final int RETURN_CONTROL = 0x00;
  private static final int SHORT_TERM_ADJUSTMENT = 0x03;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private OutputDevices() {}

  /** The state of an output; belongs to the feed's thread. */
  private static final class State {
    private boolean on;
    private long changes;
  }

  /** Returns the device of an output. */
  static Device of(OutputOptions output, VehicleConnection vehicle, DeviceFeed feed) {
    State state = new State();
    SwitchDevice[] self = new SwitchDevice[1];
    SwitchDevice device =
        new SwitchDevice(
            DeviceType.DO,
            output.name(),
            "Output " + output.name() + " of ECU " + output.ecu(),
            () -> state.on,
            on -> set(output, vehicle, feed, state, self[0], on));
    self[0] = device;
    return device;
  }

  private static CompletionStage<?> set(
      OutputOptions output,
      VehicleConnection vehicle,
      DeviceFeed feed,
      State state,
      Device device,
      boolean on)
      throws RequestException {
    long change = ++state.changes;
    Payload control = on ? output.on() : output.off();
    return send(output, vehicle, request(output, SHORT_TERM_ADJUSTMENT, control))
        .thenRun(
            () ->
                feed.executeAlways(
                    () -> {
                      state.on = on;
                      feed.refresh(device);
                      if (on && !output.timeout().isZero()) {
                        feed.schedule(
                            output.timeout().toMillis(),
                            () -> giveBack(output, vehicle, feed, state, device, change));
                      }
                    }));
  }

  private static void giveBack(
      OutputOptions output,
      VehicleConnection vehicle,
      DeviceFeed feed,
      State state,
      Device device,
      long change) {
    if (state.changes != change) {
      return; // it was set again meanwhile
    }
    try {
      var unused =
          send(output, vehicle, request(output, RETURN_CONTROL, Payload.EMPTY))
              .whenComplete(
                  (done, failure) ->
                      feed.executeAlways(
                          () -> {
                            state.on = false;
                            feed.refresh(device);
                          }));
    } catch (RequestException e) {
      state.on = false; // without a connection the ECU has taken control back by itself
      feed.refresh(device);
    }
  }

  private static Payload request(OutputOptions output, int parameter, Payload control) {
    int[] bytes = new int[4 + control.length()];
    bytes[0] = SERVICE;
    bytes[1] = output.did() >> 8;
    bytes[2] = output.did() & 0xFF;
    bytes[3] = parameter;
    for (int i = 0; i < control.length(); i++) {
      bytes[4 + i] = control.at(i);
    }
    return Payload.of(bytes);
  }

  private static CompletableFuture<Boolean> send(
      OutputOptions output, VehicleConnection vehicle, Payload request) throws RequestException {
    ObdCommand<Payload> command =
        ObdCommand.named("OUTPUT_" + output.name())
            .request(request.toHex())
            .to(RequestTarget.of(output.ecu()))
            .build();
    return vehicle.submit(DEADLINE, connection -> succeeded(connection, command));
  }

  private static boolean succeeded(ObdConnection connection, ObdCommand<Payload> command) {
    NoValue why = connection.force(command).noValue().orElse(null);
    if (why != null) {
      throw new CompletionException(
          new RequestException(ErrorCode.CAR_ERROR, "the ECU did not accept it: " + why));
    }
    return true;
  }
}
