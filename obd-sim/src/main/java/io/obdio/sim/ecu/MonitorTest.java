package io.obdio.sim.ecu;

import io.obdio.sim.vehicle.Monitor;

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
record MonitorTest(int mid, int tid, int scaling, int value, int min, int max, Monitor monitor) {

  MonitorTest withValue(int newValue) {
    return new MonitorTest(mid, tid, scaling, newValue, min, max, monitor);
  }
}
