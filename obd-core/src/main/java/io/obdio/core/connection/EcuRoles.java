package io.obdio.core.connection;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.ObdAddress;
import io.obdio.core.message.RequestTarget;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ECUs of the engine and the transmission, by their legislated addresses. If no ECU responds
 * from an engine address, the lowest address that answered {@code PIDS_A} is taken as the engine.
 * Immutable.
 */
final class EcuRoles {

  /** The roles by address alone. */
  static final EcuRoles BY_ADDRESS = new EcuRoles(null);

  private final @Nullable EcuAddress engine;

  private EcuRoles(@Nullable EcuAddress engine) {
    this.engine = engine;
  }

  /** Returns the roles in a vehicle whose {@code answering} ECUs answered {@code PIDS_A}. */
  static EcuRoles of(Collection<EcuAddress> answering) {
    Optional<EcuAddress> known =
        answering.stream().filter(ObdAddress::isEngine).min(EcuAddress::compareTo);
    return new EcuRoles(known.or(() -> answering.stream().min(EcuAddress::compareTo)).orElse(null));
  }

  /** Returns whether the response of {@code ecu} takes precedence for {@code command}. */
  boolean prefers(ObdCommand<?> command, EcuAddress ecu) {
    if (command.request() instanceof DiagnosticRequest.ToVehicle vehicle
        && vehicle.target().isPresent()) {
      RequestTarget target = vehicle.target().get();
      return target.answersFrom(ecu);
    }
    return prefers(command.ecus(), ecu);
  }

  private boolean prefers(EcuFilter filter, EcuAddress ecu) {
    return switch (filter) {
      case ALL, ADAPTER -> true;
      case ENGINE -> engine != null ? engine.equals(ecu) : ObdAddress.isEngine(ecu);
      case TRANSMISSION -> ObdAddress.isTransmission(ecu);
    };
  }
}
