package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a connection: requests what the vehicle supports, and gives the reason for what
 * cannot be requested. All methods may be called by any thread; a query waits for the bus.
 */
final class CommandQueries {

  private final Bus bus;
  private final Discovery discovery;
  private final QueryPlanner planner;
  private final TimeSource time;
  private final Supplier<ConnectionStatus> probe;

  /**
   * Creates the queries of a connection.
   *
   * @param probe probes an absent vehicle and returns the status after that
   */
  CommandQueries(
      Bus bus,
      Discovery discovery,
      QueryPlanner planner,
      TimeSource time,
      Supplier<ConnectionStatus> probe) {
    this.bus = bus;
    this.discovery = discovery;
    this.planner = planner;
    this.time = time;
    this.probe = probe;
  }

  /** Returns why no command can be requested with this status; null if one can. */
  private static @Nullable NoValue whyNone(ConnectionStatus status) {
    return status == ConnectionStatus.NOT_CONNECTED
        ? new NoValue(Reason.NOT_CONNECTED, status.description())
        : null;
  }

  /** Returns why {@code command} cannot be requested with this status; null if it can. */
  private static @Nullable NoValue whyNot(
      ObdCommand<?> command, ConnectionStatus status, SupportMap map) {
    NoValue why = whyNone(status);
    if (why != null) {
      return why;
    }
    if (isToVehicle(command) && !map.isKnown()) {
      return new NoValue(Reason.NOT_CONNECTED, "the vehicle does not answer");
    }
    return switch (map.of(command)) {
      case SUPPORTED -> null;
      case NOT_SUPPORTED ->
          new NoValue(Reason.NOT_SUPPORTED, command.name() + " is not supported by this vehicle");
      case UNKNOWN ->
          new NoValue(Reason.BUS_ERROR, "the bit map of " + command.name() + " was not received");
    };
  }

  private static boolean isToVehicle(ObdCommand<?> command) {
    return command.request() instanceof DiagnosticRequest.ToVehicle;
  }

  /**
   * Returns the status. Probes an absent vehicle before, if that is due, so that a program without
   * a supervisor notices its return.
   */
  private ConnectionStatus statusAfterProbe() {
    ConnectionStatus status = bus.status();
    boolean absent =
        status != ConnectionStatus.NOT_CONNECTED && status != ConnectionStatus.CAR_CONNECTED;
    return absent && bus.probes().delay(time.nanoTime()) <= 0 ? probe.get() : status;
  }

  /** Requests the bit maps that show whether the vehicle supports {@code command}. */
  void resolve(ObdCommand<?> command) {
    try {
      discovery.resolve(command);
    } catch (TransportException e) {
      // The loss was reported by the bus and shows in its status.
    }
  }

  /**
   * Requests several values.
   *
   * @param forced whether the vehicle need not support them
   * @return one response per command, in their order
   */
  List<ObdResponse<?>> query(List<? extends ObdCommand<?>> several, boolean forced) {
    boolean probing = !forced && several.stream().anyMatch(CommandQueries::isToVehicle);
    ConnectionStatus status = probing ? statusAfterProbe() : bus.status();
    boolean absent = probing && status != ConnectionStatus.CAR_CONNECTED;
    if (probing && !absent) {
      several.forEach(this::resolve);
      status = bus.status();
    }
    SupportMap map = discovery.map();
    ObdResponse<?>[] responses = new ObdResponse<?>[several.size()];
    List<ObdCommand<?>> requested = new ArrayList<>(several.size());
    for (int i = 0; i < responses.length; i++) {
      ObdCommand<?> command = several.get(i);
      NoValue why = forced ? whyNone(status) : whyNot(command, status, map);
      if (why == null && absent && isToVehicle(command)) {
        why = new NoValue(Reason.NOT_CONNECTED, "the vehicle does not answer");
      }
      if (why != null) {
        responses[i] = ObdResponse.empty(command, time.now(), why, List.of());
      } else {
        requested.add(command);
      }
    }
    Iterator<ObdResponse<?>> answers = request(requested).iterator();
    for (int i = 0; i < responses.length; i++) {
      if (responses[i] == null) {
        responses[i] = answers.next();
      }
    }
    return List.of(responses);
  }

  private List<ObdResponse<?>> request(List<ObdCommand<?>> commands) {
    ResponseReader reader = discovery.reader();
    List<ObdCommand<?>> all = DependentCommands.withInputs(commands);
    List<ObdResponse<?>> read = planner.query(all, bus::timed, reader, bus.protocol().can());
    return DependentCommands.decoded(read, reader);
  }
}
