package io.obdio.core.connection;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.RequestTarget;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which ECU is the engine's and which the transmission's. Known by ISO 15765-4 (7E8 and 7E9) and
 * SAE J2178-1 (address bytes 10..17 for engines, 18..1F for transmissions); where no engine answers
 * there, the lowest address that answered the first bit map is taken for it. Immutable.
 */
final class EcuRoles {

  /** By address alone. */
  static final EcuRoles BY_ADDRESS = new EcuRoles(null);

  private final @Nullable EcuAddress engine;

  private EcuRoles(@Nullable EcuAddress engine) {
    this.engine = engine;
  }

  /** The roles in a vehicle whose {@code answering} ECUs answered {@code PIDS_A}. */
  static EcuRoles of(Collection<EcuAddress> answering) {
    Optional<EcuAddress> known =
        answering.stream().filter(EcuRoles::isEngineAddress).min(EcuAddress::compareTo);
    return new EcuRoles(known.or(() -> answering.stream().min(EcuAddress::compareTo)).orElse(null));
  }

  /** True if {@code ecu}'s answer is the plain value of {@code command} before any other's. */
  boolean prefers(ObdCommand<?> command, EcuAddress ecu) {
    if (command.request() instanceof DiagnosticRequest.ToVehicle vehicle
        && vehicle.target().isPresent()) {
      RequestTarget target = vehicle.target().get();
      return target.answerAddress().equals(ecu);
    }
    return prefers(command.ecus(), ecu);
  }

  private boolean prefers(EcuFilter filter, EcuAddress ecu) {
    return switch (filter) {
      case ALL, ADAPTER -> true;
      case ENGINE -> engine != null ? engine.equals(ecu) : isEngineAddress(ecu);
      case TRANSMISSION -> isTransmissionAddress(ecu);
    };
  }

  private static boolean isEngineAddress(EcuAddress ecu) {
    return switch (ecu.kind()) {
      case CAN_11 -> ecu.id() == 0x7E8;
      case CAN_29 -> (ecu.id() & 0xFF) == 0x10 || (ecu.id() & 0xFF) == 0x11;
      case BYTE -> ecu.id() == 0x10 || ecu.id() == 0x11;
      case ADAPTER -> false;
    };
  }

  private static boolean isTransmissionAddress(EcuAddress ecu) {
    return switch (ecu.kind()) {
      case CAN_11 -> ecu.id() == 0x7E9;
      case CAN_29, BYTE -> (ecu.id() & 0xFF) == 0x18;
      case ADAPTER -> false;
    };
  }
}
