package io.obdio.sim.transport;

import io.obdio.core.transport.SimulatorControls;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.fault.FaultInjector;
import java.util.List;

/**
 * A running simulation.
 *
 * @param vehicle the vehicle with its ECUs
 * @param faults the faults of its adapter and bus
 */
public record Simulation(SimulatedVehicle vehicle, FaultInjector faults) {

  /** Returns the inputs of a vehicle behind an emulated adapter. */
  public SimulatorControls controls() {
    return new SimInputs(vehicle.vehicle(), faults, SimInputs.ADAPTER_FAULTS);
  }

  /** Returns the inputs of a vehicle without an adapter, which has no faults. */
  SimulatorControls controlsWithoutAdapter() {
    return new SimInputs(vehicle.vehicle(), faults, List.of());
  }
}
