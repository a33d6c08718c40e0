package io.obdio.sim.ecu;

import io.obdio.sim.vehicle.EcuKind;
import java.util.List;
import java.util.Optional;

/** A simulated ECU. Any thread may ask it; requests to the ECUs of one car take turns. */
public interface Ecu {

  /** Which one it is. */
  EcuKind kind();

  /** Where it listens and speaks. */
  EcuAddresses addresses();

  /** Where it can be reached by extended addressing too, if at all. */
  default Optional<ExtendedAddress> extendedAddress() {
    return Optional.empty();
  }

  /**
   * Takes a request and says what comes back and when. What the request changes is changed at once.
   *
   * @return nothing if the ECU keeps silent, else its messages in the order of their delays; a
   *     {@code 7F xx 78} (responsePending) is followed by the final answer
   */
  List<EcuReply> handle(EcuRequest request);
}
