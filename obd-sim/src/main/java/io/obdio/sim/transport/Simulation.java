package io.obdio.sim.transport;

import io.obdio.core.transport.SimulatorControls;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.fault.FaultInjector;

/**
 * A running simulation.
 *
 * @param vehicle the vehicle with its ECUs
 * @param faults the faults of its adapter and bus
 */
public record Simulation(SimulatedVehicle vehicle, FaultInjector faults) {

  /** Returns controls for the vehicle's signals, the faults and the ignition. */
  public SimulatorControls controls() {
    return new SimInputs(vehicle.vehicle(), faults);
  }
}
