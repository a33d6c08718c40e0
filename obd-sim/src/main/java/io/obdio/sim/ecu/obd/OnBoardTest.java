package io.obdio.sim.ecu.obd;

import io.obdio.sim.vehicle.ReadinessMonitor;

/**
 * One test of service 06.
 *
 * @param mid the monitor id (OBDMID)
 * @param tid the test id
 * @param scaling the unit and scaling id
 * @param value the raw result, 0 to FFFF
 * @param min the raw minimum
 * @param max the raw maximum
 * @param monitor the monitor whose completion provides the result
 */
public record OnBoardTest(
    int mid, int tid, int scaling, int value, int min, int max, ReadinessMonitor monitor) {

  public OnBoardTest withValue(int newValue) {
    return new OnBoardTest(mid, tid, scaling, newValue, min, max, monitor);
  }
}
