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
 * A simulated vehicle with its ECUs. Adapters and buses connect to it.
 *
 * <p>Threads: any thread may call any method. The ECUs handle one request at a time.
 */
public final class SimulatedVehicle {

  private final Vehicle vehicle;
  private final List<Ecu> ecus;
  private final EnumMap<EcuKind, EcuSettings> settings = new EnumMap<>(EcuKind.class);

  /**
   * Creates a vehicle with ECUs.
   *
   * @param vehicle the signals that the ECUs measure
   * @param kinds the ECUs, at least one
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

  /**
   * Creates a vehicle with engine, transmission and ABS that idles for half a minute and then
   * drives, with seed 1.
   */
  public static SimulatedVehicle standard() {
    return standard(SimClock.system(), 1);
  }

  /**
   * Creates a vehicle with engine, transmission and ABS that idles for half a minute and then
   * drives.
   */
  public static SimulatedVehicle standard(SimClock clock, long seed) {
    return new SimulatedVehicle(
        new Vehicle(clock, seed, DrivingCycle.MIXED),
        EnumSet.of(EcuKind.ENGINE, EcuKind.TRANSMISSION, EcuKind.ABS));
  }

  /** Returns the signals, the ignition and the supply voltage. */
  public Vehicle vehicle() {
    return vehicle;
  }

  /** Returns the ECUs, in the order of their addresses. */
  public List<Ecu> ecus() {
    return ecus;
  }

  /** Returns the ECU of a kind, if the vehicle has it. */
  public Optional<Ecu> ecu(EcuKind kind) {
    return ecus.stream().filter(e -> e.kind() == kind).findFirst();
  }

  /** Returns the settings of the ECU of a kind, if the vehicle has it. */
  public Optional<EcuSettings> settings(EcuKind kind) {
    return Optional.ofNullable(settings.get(kind));
  }

  /** Returns the ECU that receives requests to {@code request}, such as 7E0, 18DA10F1 or 10. */
  public Optional<Ecu> ecuAt(EcuAddress request) {
    return request.kind() == EcuAddress.Kind.ADAPTER
        ? Optional.empty()
        : ecus.stream()
            .filter(e -> e.addresses().request(request.kind()).equals(request))
            .findFirst();
  }

  /**
   * Sets the delay of every answer of all ECUs.
   *
   * @param latency not negative
   */
  public void setLatency(Duration latency) {
    settings.values().forEach(s -> s.setLatency(latency));
  }
}
