package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;

/**
 * A request as it reaches an ECU.
 *
 * @param payload from the service id on; may be empty or nonsense
 * @param medium what carried it
 * @param functional true if it was sent to all ECUs at once
 */
public record EcuRequest(Payload payload, Medium medium, boolean functional) {

  /** A request to this ECU alone, on CAN. */
  public static EcuRequest physical(Payload payload) {
    return new EcuRequest(payload, Medium.CAN, false);
  }

  /** A request to all ECUs, on CAN. */
  public static EcuRequest functional(Payload payload) {
    return new EcuRequest(payload, Medium.CAN, true);
  }
}
