package io.obdio.socketio.vehicle.sleep;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.unit.Quantity;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The connection of the server as a {@link SleepTarget}. Not thread-safe. */
final class ConnectionTarget implements SleepTarget {

  /** A watched value is used instead of a request if it is not older. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final VehicleConnection vehicle;
  private final ObdHub hub;
  private @Nullable ObdConnection last;

  ConnectionTarget(VehicleConnection vehicle, ObdHub hub) {
    this.vehicle = vehicle;
    this.hub = hub;
  }

  @Override
  public boolean isReplaced() {
    ObdConnection now = vehicle.connection();
    boolean replaced = now != last;
    last = now;
    return replaced;
  }

  @Override
  public SleepObservation measure() {
    ObdConnection connection = vehicle.connection();
    return connection == null || connection.status() == ConnectionStatus.NOT_CONNECTED
        ? SleepObservation.NOT_CONNECTED
        : SleepObservation.ofVolts(connection.supplyVoltage());
  }

  @Override
  public SleepObservation observe() {
    ObdConnection connection = vehicle.connection();
    if (connection == null || connection.status() == ConnectionStatus.NOT_CONNECTED) {
      return SleepObservation.NOT_CONNECTED;
    }
    OptionalDouble measured = connection.supplyVoltage();
    if (vehicle.power().suspended() != null && measured.isEmpty()) {
      ConnectionStatus unused = connection.probe(); // ending the low power mode has not
    }
    if (connection.status() != ConnectionStatus.CAR_CONNECTED) {
      return new SleepObservation(
          true,
          false,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          measured,
          measured.isPresent());
    }
    List<ObdCommand<?>> commands = new ArrayList<>(List.of(Service01.RPM, Service01.SPEED));
    if (measured.isEmpty()) {
      commands.add(Service01.CONTROL_MODULE_VOLTAGE);
    }
    Map<String, OptionalDouble> values = values(connection, commands);
    return new SleepObservation(
        true,
        connection.status() == ConnectionStatus.CAR_CONNECTED,
        value(values, Service01.RPM),
        value(values, Service01.SPEED),
        measured.isPresent() ? measured : value(values, Service01.CONTROL_MODULE_VOLTAGE),
        measured.isPresent());
  }

  private static OptionalDouble value(Map<String, OptionalDouble> values, ObdCommand<?> command) {
    return values.getOrDefault(command.name(), OptionalDouble.empty());
  }

  /** Returns the values, requested unless clients watch them. */
  private Map<String, OptionalDouble> values(
      ObdConnection connection, List<ObdCommand<?>> commands) {
    Map<String, OptionalDouble> values = new HashMap<>();
    List<ObdCommand<?>> requested = new ArrayList<>();
    Instant oldest = Instant.now().minus(FRESH);
    for (ObdCommand<?> command : commands) {
      ObdResponse<?> latest = hub.latest(command.name());
      if (latest != null && !latest.isEmpty() && latest.time().isAfter(oldest)) {
        values.put(command.name(), number(latest));
      } else {
        requested.add(command);
      }
    }
    connection.queryAll(requested).forEach(r -> values.put(r.command().name(), number(r)));
    return values;
  }

  private static OptionalDouble number(ObdResponse<?> response) {
    return response.valueOrNull() instanceof Quantity quantity
        ? OptionalDouble.of(quantity.value())
        : OptionalDouble.empty();
  }

  @Override
  public void suspend(SleepState state) {
    vehicle
        .power()
        .suspend(
            state == SleepState.LOW_VOLTAGE
                ? ConnectionReason.LOW_VOLTAGE
                : ConnectionReason.ASLEEP);
  }

  @Override
  public void wake() {
    vehicle.power().wake();
  }

  @Override
  public void resume() {
    vehicle.power().resume();
  }
}
