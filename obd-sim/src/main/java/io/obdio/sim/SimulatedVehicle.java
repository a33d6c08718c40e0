package io.obdio.sim;

import io.obdio.core.message.EcuAddress;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.Vehicle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A simulated car with its ECUs: what an adapter or a bus stands in front of.
 *
 * <p>Threads: any thread may ask and set anything; requests take turns.
 */
public final class SimulatedVehicle {

  private final Vehicle vehicle;
  private final List<Ecu> ecus;
  private final EnumMap<EcuKind, EcuSettings> settings = new EnumMap<>(EcuKind.class);

  /**
   * Puts ECUs into a car.
   *
   * @param vehicle what they measure
   * @param kinds which ones, at least one
   */
  public SimulatedVehicle(Vehicle vehicle, Collection<EcuKind> kinds) {
    this.vehicle = vehicle;
    List<Ecu> built = new ArrayList<>();
    Object lock = new Object();
    for (EcuKind kind : EnumSet.copyOf(kinds)) {
      EcuBuilder.Built ecu = new EcuBuilder(kind, vehicle).build(lock);
      built.add(ecu.ecu());
      settings.put(kind, ecu.settings());
    }
    this.ecus = List.copyOf(built);
  }

  /** Engine, transmission and ABS, idling for half a minute and then driving, from seed 1. */
  public static SimulatedVehicle standard() {
    return standard(SimClock.system(), 1);
  }

  /** Engine, transmission and ABS, idling for half a minute and then driving. */
  public static SimulatedVehicle standard(SimClock clock, long seed) {
    return new SimulatedVehicle(
        new Vehicle(clock, seed, DrivingCycle.MIXED),
        EnumSet.of(EcuKind.ENGINE, EcuKind.TRANSMISSION, EcuKind.ABS));
  }

  /** The car itself: signals, ignition, voltage. */
  public Vehicle vehicle() {
    return vehicle;
  }

  /** The ECUs, in the order of their addresses. */
  public List<Ecu> ecus() {
    return ecus;
  }

  /** The ECU of that kind, if the car has it. */
  public Optional<Ecu> ecu(EcuKind kind) {
    return ecus.stream().filter(e -> e.kind() == kind).findFirst();
  }

  /** What may be set in the ECU of that kind, if the car has it. */
  public Optional<EcuSettings> settings(EcuKind kind) {
    return Optional.ofNullable(settings.get(kind));
  }

  /** The ECU that hears requests sent to {@code request}, such as 7E0, 18DA10F1 or 10. */
  public Optional<Ecu> ecuAt(EcuAddress request) {
    return request.kind() == EcuAddress.Kind.ADAPTER
        ? Optional.empty()
        : ecus.stream()
            .filter(e -> e.addresses().request(request.kind()).equals(request))
            .findFirst();
  }

  /**
   * How long every ECU takes to begin its answer.
   *
   * @param latency not negative
   */
  public void setLatency(Duration latency) {
    settings.values().forEach(s -> s.setLatency(latency));
  }
}
