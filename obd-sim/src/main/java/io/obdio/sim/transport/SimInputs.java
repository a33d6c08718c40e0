package io.obdio.sim.transport;

import io.obdio.core.transport.SimulatorControls;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.fault.Faults;
import io.obdio.sim.vehicle.Vehicle;
import io.obdio.sim.vehicle.VehicleSignal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The inputs of a simulated vehicle by name.
 *
 * <p>Threads: any thread may call any method.
 */
final class SimInputs implements SimulatorControls {

  private static final List<Input> INPUTS =
      Arrays.stream(VehicleSignal.values())
          .map(s -> new Input(name(s.key()), s.description(), s.unit(), s.min(), s.max()))
          .toList();

  /** The faults of an emulated adapter. */
  static final List<String> ADAPTER_FAULTS = Faults.names().stream().map(SimInputs::name).toList();

  private final Vehicle vehicle;
  private final FaultInjector faults;
  private final List<String> faultNames;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * Creates the inputs.
   *
   * @param faultNames the faults that can occur: {@link #ADAPTER_FAULTS}, or none without an
   *     adapter
   */
  SimInputs(Vehicle vehicle, FaultInjector faults, List<String> faultNames) {
    this.vehicle = vehicle;
    this.faults = faults;
    this.faultNames = faultNames;
    faults.addListener(this::notifyListeners);
  }

  private static String name(String key) {
    return key.replace('-', '_');
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static VehicleSignal signal(String name) {
    return VehicleSignal.ofKey(key(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException("the simulated vehicle has no input '" + name + "'"));
  }

  @Override
  public List<Input> inputs() {
    return INPUTS;
  }

  @Override
  public double value(String name) {
    return vehicle.value(signal(name));
  }

  @Override
  public OptionalDouble fixedValue(String name) {
    return vehicle.fixedValue(signal(name));
  }

  @Override
  public void fix(String name, double value) {
    VehicleSignal signal = signal(name);
    if (!(value >= signal.min() && value <= signal.max())) {
      throw new IllegalArgumentException(
          name + " must be from " + signal.min() + " to " + signal.max() + ", not " + value);
    }
    vehicle.fix(signal, value);
    notifyListeners();
  }

  @Override
  public void release(String name) {
    vehicle.unfix(signal(name));
    notifyListeners();
  }

  @Override
  public List<String> faults() {
    return faultNames;
  }

  @Override
  public Set<String> activeFaults() {
    Set<String> active = new LinkedHashSet<>();
    faults.active().forEach(fault -> active.add(name(Faults.nameOf(fault))));
    return active;
  }

  @Override
  public void setFault(String name, boolean active) {
    String key = key(name);
    if (!faultNames.contains(name(key))) {
      throw new IllegalArgumentException(
          "unknown fault '" + name + "'; known are " + String.join(", ", faultNames));
    }
    if (!active) {
      faults.clear(Faults.type(key));
    } else if (!activeFaults().contains(name(key))) {
      faults.inject(Faults.of(key));
    }
  }

  @Override
  public boolean ignition() {
    return vehicle.ignition();
  }

  @Override
  public void setIgnition(boolean on) {
    vehicle.setIgnition(on);
    notifyListeners();
  }

  @Override
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  private void notifyListeners() {
    listeners.forEach(Runnable::run);
  }
}
