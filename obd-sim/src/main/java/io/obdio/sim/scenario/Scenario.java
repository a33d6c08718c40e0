package io.obdio.sim.scenario;

import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.BatterySettings;
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
 * A vehicle, its drive and its faults, as a scenario file describes them. Immutable; any number of
 * vehicles can be started from it.
 *
 * @param name a name for display; "" if the file has none
 * @param vin the vehicle identification number; empty for one derived from the seed
 * @param seed the seed of the small variations
 * @param cycle the driving cycle
 * @param ignition whether the ignition is on at the start
 * @param battery the starter battery
 * @param latency the delay of every answer of the ECUs
 * @param ecus the ECUs and their settings
 * @param signals signals that do not follow the simulation
 * @param faults the faults and their times
 */
public record Scenario(
    String name,
    Optional<String> vin,
    long seed,
    DrivingCycle cycle,
    boolean ignition,
    BatterySettings battery,
    Duration latency,
    List<EcuScenario> ecus,
    Map<VehicleSignal, SignalSource> signals,
    List<ScheduledFault> faults) {

  /** The default vehicle: engine, transmission and ABS, on the mixed cycle. */
  public static final Scenario DEFAULT =
      new Scenario(
          "",
          Optional.empty(),
          1,
          DrivingCycle.MIXED,
          true,
          BatterySettings.DEFAULT,
          Duration.ZERO,
          List.of(
              EcuScenario.plain(EcuKind.ENGINE),
              EcuScenario.plain(EcuKind.TRANSMISSION),
              EcuScenario.plain(EcuKind.ABS)),
          Map.of(),
          List.of());

  /** Copies the collections. */
  public Scenario {
    ecus = List.copyOf(ecus);
    signals = Map.copyOf(signals);
    faults = List.copyOf(faults);
  }

  /**
   * Reads a file: JSON if its name ends in {@code .json}, else YAML. Names of logs are relative to
   * its directory.
   *
   * @throws ScenarioException if it cannot be read or is invalid
   */
  public static Scenario read(Path file) throws ScenarioException {
    return ScenarioReader.read(file);
  }

  /**
   * Starts a vehicle, which begins its drive now.
   *
   * @param clock its clock
   */
  public SimulatedVehicle start(SimClock clock) {
    Vehicle vehicle = new Vehicle(clock, seed, cycle);
    vin.ifPresent(vehicle::setVin);
    vehicle.setBattery(battery);
    signals.forEach(vehicle::set);
    SimulatedVehicle car =
        new SimulatedVehicle(vehicle, ecus.stream().map(EcuScenario::kind).toList());
    car.setLatency(latency);
    ecus.forEach(ecu -> ecu.applyTo(car));
    vehicle.setIgnition(ignition);
    return car;
  }

  /** Schedules the faults. */
  public void schedule(FaultInjector injector) {
    for (ScheduledFault fault : faults) {
      injector.schedule(fault.fault(), fault.begin(), fault.length().orElse(Duration.ofNanos(-1)));
    }
  }
}
