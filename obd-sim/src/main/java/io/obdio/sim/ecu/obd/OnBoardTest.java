package io.obdio.sim.ecu.obd;

import io.obdio.sim.vehicle.ReadinessMonitor;

/**
 * One test of service 06.
 *
 * @param mid the monitor's id (OBDMID)
 * @param tid the test's id
 * @param scaling its unit and scaling id (UAS)
 * @param value the result as it stands on the bus, 0..FFFF
 * @param min the least good result
 * @param max the greatest good result
 * @param monitor whose completion gives it a result
 */
public record OnBoardTest(
    int mid, int tid, int scaling, int value, int min, int max, ReadinessMonitor monitor) {

  public OnBoardTest withValue(int newValue) {
    return new OnBoardTest(mid, tid, scaling, newValue, min, max, monitor);
  }
}
