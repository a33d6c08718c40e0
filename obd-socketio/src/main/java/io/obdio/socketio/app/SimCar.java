package io.obdio.socketio.app;

import io.obdio.sim.ecu.SimulatedVehicle;
import io.obdio.sim.fault.FaultInjector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simulated car and what goes wrong with its adapter.
 *
 * @param vehicle the car with its ECUs
 * @param faults of the adapter
 */
record SimCar(SimulatedVehicle vehicle, FaultInjector faults) {

  /** What a car has if nothing else is said. */
  static final String ECUS = "engine,transmission,abs";

  /**
   * Builds it.
   *
   * @param scenario a scenario file that sets all the rest, or null
   * @throws UserError if a word is none of those that are known
   */
  static SimCar of(long seed, String cycle, List<String> ecus, @Nullable String scenario) {
    if (scenario != null) {
      throw new UserError("scenario files: not there yet");
    }
    return new SimCar(SimSettings.car(seed, cycle, ecus), new FaultInjector(seed));
  }
}
