package io.obdio.sim.ecu.service;

import io.obdio.sim.ecu.EcuRequest;

/** One service of one ECU. Called under the car's lock. */
@FunctionalInterface
public interface ServiceHandler {

  /**
   * Takes a request whose first byte is this service's id.
   *
   * @param request not empty
   */
  ServiceResult handle(EcuRequest request);
}
