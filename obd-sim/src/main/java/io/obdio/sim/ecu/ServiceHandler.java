package io.obdio.sim.ecu;

/** One service of one ECU. Called under the car's lock. */
@FunctionalInterface
interface ServiceHandler {

  /**
   * Takes a request whose first byte is this service's id.
   *
   * @param request not empty
   */
  Outcome handle(EcuRequest request);
}
