package io.obdio.sim.ecu.service;

import io.obdio.sim.ecu.EcuRequest;

/** One service of one ECU. Called with the vehicle's lock held. */
@FunctionalInterface
public interface ServiceHandler {

  /**
   * Handles a request that starts with the id of this service.
   *
   * @param request not empty
   */
  ServiceResult handle(EcuRequest request);
}
