package io.obdio.socketio.app;

import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.scenario.Scenario;
import io.obdio.sim.scenario.ScenarioException;
import io.obdio.sim.vehicle.SimClock;
import java.nio.file.Path;
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
    FaultInjector faults = new FaultInjector(seed);
    if (scenario == null) {
      return new SimCar(SimSettings.car(seed, cycle, ecus), faults);
    }
    try {
      Scenario read = Scenario.read(Path.of(scenario));
      read.schedule(faults);
      return new SimCar(read.start(SimClock.system()), faults);
    } catch (ScenarioException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
