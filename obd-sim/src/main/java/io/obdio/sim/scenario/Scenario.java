package io.obdio.sim.scenario;

import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SignalSource;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.Vehicle;
import io.obdio.sim.vehicle.VehicleSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A car, its drive and its faults, as a scenario file describes them. Immutable: any number of cars
 * may be started from it.
 *
 * @param name for a person; "" if the file has none
 * @param vin its identification number; empty for one made from the seed
 * @param seed what its small variations come from
 * @param cycle what the driver does
 * @param ignition whether the ignition is on at the beginning
 * @param latency how long each ECU takes to begin an answer
 * @param ecus which ECUs it has, and what is special about them
 * @param signals signals that do not follow the simulation
 * @param faults what goes wrong, and when
 */
public record Scenario(
    String name,
    Optional<String> vin,
    long seed,
    DrivingCycle cycle,
    boolean ignition,
    Duration latency,
    List<EcuScenario> ecus,
    Map<VehicleSignal, SignalSource> signals,
    List<ScheduledFault> faults) {

  /** The car without a file: engine, transmission and ABS, on the mixed cycle. */
  public static final Scenario DEFAULT =
      new Scenario(
          "",
          Optional.empty(),
          1,
          DrivingCycle.MIXED,
          true,
          Duration.ZERO,
          List.of(
              EcuScenario.plain(EcuKind.ENGINE),
              EcuScenario.plain(EcuKind.TRANSMISSION),
              EcuScenario.plain(EcuKind.ABS)),
          Map.of(),
          List.of());

  /** Copies what could change. */
  public Scenario {
    ecus = List.copyOf(ecus);
    signals = Map.copyOf(signals);
    faults = List.copyOf(faults);
  }

  /**
   * Reads a file: JSON if its name ends in {@code .json}, else YAML. Logs it names are looked for
   * from its directory on.
   *
   * @throws ScenarioException if it cannot be read or something in it is wrong
   */
  public static Scenario read(Path file) throws ScenarioException {
    return ScenarioReader.read(file);
  }

  /**
   * Starts the car: it begins its drive now.
   *
   * @param clock its time
   */
  public SimulatedVehicle start(SimClock clock) {
    Vehicle vehicle = new Vehicle(clock, seed, cycle);
    vin.ifPresent(vehicle::setVin);
    signals.forEach(vehicle::set);
    SimulatedVehicle car =
        new SimulatedVehicle(vehicle, ecus.stream().map(EcuScenario::kind).toList());
    car.setLatency(latency);
    ecus.forEach(ecu -> ecu.applyTo(car));
    vehicle.setIgnition(ignition);
    return car;
  }

  /** Hands the faults to who lets them happen. */
  public void schedule(FaultInjector injector) {
    for (ScheduledFault fault : faults) {
      injector.schedule(fault.fault(), fault.begin(), fault.length().orElse(Duration.ofNanos(-1)));
    }
  }
}
