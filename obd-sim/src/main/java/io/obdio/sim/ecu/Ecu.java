package io.obdio.sim.ecu;

import io.obdio.sim.vehicle.EcuKind;
import java.util.List;
import java.util.Optional;

/**
 * A simulated ECU.
 *
 * <p>Threads: any thread may call any method. The ECUs of a vehicle handle one request at a time.
 */
public interface Ecu {

  /** Returns the kind of ECU. */
  EcuKind kind();

  /** Returns the addresses. */
  EcuAddresses addresses();

  /** Returns the address of extended addressing, if the ECU has one. */
  default Optional<EcuExtendedAddress> extendedAddress() {
    return Optional.empty();
  }

  /**
   * Handles a request. Its effects take place at once.
   *
   * @return the replies in the order of their delays, empty if the ECU does not answer; a {@code 7F
   *     xx 78} (responsePending) is followed by the final answer
   */
  List<EcuReply> handle(EcuRequest request);
}
