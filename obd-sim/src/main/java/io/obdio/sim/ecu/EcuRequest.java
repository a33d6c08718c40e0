package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;

/**
 * A request as an ECU receives it.
 *
 * @param payload from the service id on; may be empty or invalid
 * @param medium the bus that carried it
 * @param functional whether it was sent to all ECUs
 */
public record EcuRequest(Payload payload, Medium medium, boolean functional) {

  /** Creates a request to one ECU on CAN. */
  public static EcuRequest physical(Payload payload) {
    return new EcuRequest(payload, Medium.CAN, false);
  }

  /** Creates a request to all ECUs on CAN. */
  public static EcuRequest functional(Payload payload) {
    return new EcuRequest(payload, Medium.CAN, true);
  }
}
