package io.obdio.socketio.devices;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.message.RequestTarget;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switches of configured outputs: inputOutputControlByIdentifier with shortTermAdjustment, and
 * returnControlToECU when the timeout has passed (ISO 14229-1, service 2F).
 */
final class OutputDevices {

  private static final Logger LOG = LoggerFactory.getLogger(OutputDevices.class);
  private static final int SERVICE = 0x2F;
  private static final int RETURN_CONTROL = 0x00;
  private static final int SHORT_TERM_ADJUSTMENT = 0x03;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** An ECU accepts the service in the extended session only (ISO 14229-1:2020 clause 10.2). */
  private static final RequestOptions SESSION =
      RequestOptions.NONE.withSession(OptionalInt.of(0x03), OptionalInt.of(0x01));

  /** The session ends some time after its last request, and control with it. */
  private static final long REPEAT_MILLIS = 5_000;

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
                      if (on) {
                        repeat(output, vehicle, feed, state, change);
                      }
                      if (on && !output.timeout().isZero()) {
                        feed.schedule(
                            output.timeout().toMillis(),
                            () -> giveBack(output, vehicle, feed, state, device, change));
                      }
                    }));
  }

  /** Repeats the control while the output is on, so that the session stays open. */
  private static void repeat(
      OutputOptions output, VehicleConnection vehicle, DeviceFeed feed, State state, long change) {
    feed.schedule(
        REPEAT_MILLIS,
        () -> {
          if (!state.on || state.changes != change) {
            return;
          }
          try {
            var unused = send(output, vehicle, request(output, SHORT_TERM_ADJUSTMENT, output.on()));
          } catch (RequestException e) {
            LOG.debug("output {} cannot be repeated: {}", output.name(), e.getMessage());
          }
          repeat(output, vehicle, feed, state, change);
        });
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
            .request(
                new DiagnosticRequest.ToVehicle(
                    request, Optional.of(RequestTarget.of(output.ecu())), SESSION))
            .build();
    return vehicle.submit(
        Devices.CLIENT, 1, DEADLINE, connection -> succeeded(connection, command));
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
