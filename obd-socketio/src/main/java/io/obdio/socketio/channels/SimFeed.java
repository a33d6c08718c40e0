package io.obdio.socketio.channels;

import io.obdio.core.transport.SimulatorControls;
import io.obdio.core.transport.SimulatorControls.Input;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Emitter;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The channel {@code sim}: the inputs of a simulated vehicle. Changed values are sent once a
 * second; {@code sim_message} fixes an input, or returns it to the drive with the value null.
 *
 * <p>Threads: the periodic task runs on the hub's thread, which alone uses {@link #sent}.
 */
final class SimFeed {

  private static final String ROOM = ChannelKind.SIM.channelName();
  private static final String EVENT = "sim_update";
  private static final String IGNITION = "ignition";
  private static final String FAULT_PREFIX = "fault_";

  private final Namespace namespace;
  private final VehicleConnection vehicle;
  private final Map<String, Object> sent = new HashMap<>();

  SimFeed(Namespace namespace, VehicleConnection vehicle, ObdHub hub) {
    this.namespace = namespace;
    this.vehicle = vehicle;
    hub.every(Duration.ofSeconds(1), this::sendChanges);
  }

  void enter(Socket socket) {
    socket.join(ROOM);
    vehicle
        .simulator()
        .ifPresent(controls -> states(controls).forEach((id, s) -> send(socket, id, s)));
  }

  private void sendChanges() {
    Optional<SimulatorControls> controls = vehicle.simulator();
    if (controls.isEmpty() || ChannelRooms.isEmpty(namespace, ROOM)) {
      sent.clear();
      return;
    }
    states(controls.get())
        .forEach(
            (id, state) -> {
              if (!state.equals(sent.put(id, state))) {
                send(namespace.to(ROOM).latest(EVENT + " " + id), id, state);
              }
            });
  }

  private static void send(Emitter to, String id, Map<String, Object> state) {
    Map<String, Object> timed = new LinkedHashMap<>(state);
    timed.put("updated", Updates.time(Instant.now()));
    to.emit(EVENT, Updates.update(id, timed));
  }

  private static Map<String, Map<String, Object>> states(SimulatorControls controls) {
    Map<String, Map<String, Object>> states = new LinkedHashMap<>();
    for (Input input : controls.inputs()) {
      Map<String, Object> state = new LinkedHashMap<>();
      state.put("value", controls.value(input.name()));
      state.put("unit", input.unit());
      state.put("mode", controls.fixedValue(input.name()).isPresent() ? "Fixed" : "Drive");
      states.put(input.name(), state);
    }
    states.put(IGNITION, Map.of("value", controls.ignition()));
    for (String fault : controls.faults()) {
      states.put(FAULT_PREFIX + fault, Map.of("value", controls.activeFaults().contains(fault)));
    }
    return states;
  }

  /** Handles {@code sim_message}: {@code {"id": .., "payload": {"state": {"value": ..}}}}. */
  @Nullable Object message(Socket socket, EventArgs args) throws RequestException {
    if (!(args.at(0) instanceof Map<?, ?> message)
        || !(message.get("id") instanceof String id)
        || !(message.get("payload") instanceof Map<?, ?> payload)
        || !(payload.get("state") instanceof Map<?, ?> state)
        || !state.containsKey("value")) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT,
          "expected {\"id\": \"coolant_temperature\", \"payload\": {\"state\": {\"value\": 104}}}");
    }
    SimulatorControls controls =
        vehicle
            .simulator()
            .orElseThrow(
                () ->
                    new RequestException(
                        ErrorCode.NOT_SUPPORTED, "the vehicle is not a simulated one"));
    try {
      set(controls, id, state.get("value"));
    } catch (IllegalArgumentException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
    return null;
  }

  private static void set(SimulatorControls controls, String id, @Nullable Object value) {
    if (id.equals(IGNITION) && value instanceof Boolean on) {
      controls.setIgnition(on);
    } else if (id.startsWith(FAULT_PREFIX) && value instanceof Boolean on) {
      controls.setFault(id.substring(FAULT_PREFIX.length()), on);
    } else if (value == null) {
      controls.release(id);
    } else if (value instanceof Number number) {
      controls.fix(id, number.doubleValue());
    } else {
      throw new IllegalArgumentException(
          "value: expected a number or null; true or false for the ignition and faults");
    }
  }
}
