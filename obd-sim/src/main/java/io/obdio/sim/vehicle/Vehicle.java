package io.obdio.sim.vehicle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A simulated vehicle: its signals as functions of time. The same seed, cycle and settings give the
 * same values at the same time.
 *
 * <p>Threads: any thread may call any method.
 */
public final class Vehicle {

  /**
   * The ignition and the drive since its last change.
   *
   * @param on whether the ignition is on
   * @param since when it was switched, in seconds; negative infinity if it never was
   * @param drive what the vehicle does
   * @param battery the starter battery
   */
  private record State(boolean on, double since, Drive drive, Battery battery) {

    /** Returns this state with another drive, which changes what the battery supplies. */
    State with(boolean newOn, double newSince, Drive newDrive, double now) {
      Battery.Use use =
          newDrive.engineRuns()
              ? Battery.Use.CHARGING
              : newOn ? Battery.Use.IGNITION : Battery.Use.PARKED;
      return new State(newOn, newSince, newDrive, battery.with(use, now));
    }
  }

  private final SimClock clock;
  private final long seed;
  private final long startNanos;
  private final SignalModel model;
  private final SignalModel.Values values = this::value;
  private final Map<VehicleSignal, SignalSource> set = new ConcurrentHashMap<>();
  private final Map<VehicleSignal, Double> fixed = new ConcurrentHashMap<>();
  private final EnumMap<EcuKind, TroubleMemory> memories = new EnumMap<>(EcuKind.class);
  private volatile State state;
  private volatile String vin;

  /** The cycle that is driven while the ignition is on. */
  @GuardedBy("this")
  private DrivingCycle cycle;

  /**
   * Creates a vehicle that begins its drive now.
   *
   * @param clock its time
   * @param seed the seed of its small variations and its VIN
   * @param cycle its driving cycle
   */
  public Vehicle(SimClock clock, long seed, DrivingCycle cycle) {
    this.clock = clock;
    this.seed = seed;
    this.startNanos = clock.nanos();
    this.model = new SignalModel(seed);
    this.cycle = cycle;
    Drive drive = Drive.begin(cycle);
    Battery battery = Battery.of(BatterySettings.DEFAULT, Battery.Use.CHARGING, 0);
    this.state =
        new State(true, Double.NEGATIVE_INFINITY, drive, battery)
            .with(true, Double.NEGATIVE_INFINITY, drive, 0);
    this.vin = Vin.random(new SplittableRandom(seed));
    for (EcuKind kind : EcuKind.values()) {
      memories.put(kind, new TroubleMemory(this));
    }
  }

  /** Returns the seed. */
  public long seed() {
    return seed;
  }

  /** Returns the clock. */
  public SimClock clock() {
    return clock;
  }

  /** Returns the seconds since the simulation began. */
  public double seconds() {
    return (clock.nanos() - startNanos) / 1e9;
  }

  /** Returns the current value of a signal, within its range. */
  public double value(VehicleSignal signal) {
    return value(signal, seconds());
  }

  /** Returns the value of a signal at a time, with the current settings. */
  public double value(VehicleSignal signal, double seconds) {
    Double held = fixed.get(signal);
    if (held != null) {
      return held;
    }
    SignalSource source = set.get(signal);
    double value =
        source != null
            ? source.at(seconds)
            : signal == VehicleSignal.VOLTAGE
                ? systemVoltage(seconds)
                : model.at(signal, seconds, state.drive, values);
    return signal.clamp(value);
  }

  /** Returns the voltage with the ignition on: that of the generator, or of the loaded battery. */
  private double systemVoltage(double seconds) {
    State now = state;
    return now.drive.engineRuns()
        ? now.battery.scale() * model.at(VehicleSignal.VOLTAGE, seconds, now.drive, values)
        : now.battery.loaded(seconds);
  }

  /** Sets a signal to a constant. Signals that depend on it follow. */
  public void set(VehicleSignal signal, double value) {
    set(signal, SignalSource.constant(value));
  }

  /** Lets a signal follow {@code source}. Signals that depend on it follow. */
  public void set(VehicleSignal signal, SignalSource source) {
    set.put(signal, source);
  }

  /** Returns a signal that was set to the simulation. */
  public void release(VehicleSignal signal) {
    set.remove(signal);
  }

  /**
   * Fixes a signal at a value, over whatever computes it, until {@link #unfix}. Signals that depend
   * on it follow.
   */
  public void fix(VehicleSignal signal, double value) {
    fixed.put(signal, signal.clamp(value));
  }

  /** Returns a fixed signal to what computed it before. */
  public void unfix(VehicleSignal signal) {
    fixed.remove(signal);
  }

  /** Returns the value at which a signal is fixed; empty if it is not. */
  public OptionalDouble fixedValue(VehicleSignal signal) {
    Double value = fixed.get(signal);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Returns the driving cycle. */
  public synchronized DrivingCycle cycle() {
    return cycle;
  }

  /** Changes the driving cycle now, or when the ignition is switched on. */
  public synchronized void drive(DrivingCycle next) {
    cycle = next;
    State before = state;
    if (before.on) {
      double now = seconds();
      state = before.with(true, before.since, before.drive.change(next, now), now);
    }
  }

  /** Returns whether the ignition is on. While it is off no ECU answers. */
  public boolean ignition() {
    return state.on;
  }

  /**
   * Switches the ignition. Off stops the engine; on starts it and the driving cycle from its
   * beginning, unless the vehicle is parked.
   */
  public synchronized void setIgnition(boolean on) {
    State before = state;
    if (before.on != on) {
      double now = seconds();
      Drive drive = before.drive.change(on ? cycle : DrivingCycle.PARKED, now);
      state = before.with(on, now, drive, now);
    }
  }

  /**
   * Returns the supply voltage at the diagnostic connector, in volts: that of the generator, or of
   * the battery at rest, under load or while the starter turns the engine.
   */
  public double voltage() {
    State now = state;
    if (fixed.containsKey(VehicleSignal.VOLTAGE)) {
      return value(VehicleSignal.VOLTAGE);
    }
    double time = seconds();
    double seconds = time - now.since;
    if (!now.on) {
      return now.battery.atRest(time, seconds);
    }
    boolean cranking = now.drive.engineRuns() && seconds < Battery.CRANKING_SECONDS;
    return cranking ? now.battery.cranking(time) : value(VehicleSignal.VOLTAGE);
  }

  /** Replaces the starter battery by another one, at its initial charge. */
  public synchronized void setBattery(BatterySettings settings) {
    State before = state;
    double now = seconds();
    state =
        new State(
                before.on,
                before.since,
                before.drive,
                Battery.of(settings, Battery.Use.PARKED, now))
            .with(before.on, before.since, before.drive, now);
  }

  /** Returns the state of charge of the starter battery, in per cent. */
  public double batteryCharge() {
    return state.battery.charge(seconds()) * 100;
  }

  /**
   * Sets whether the adapter at the diagnostic connector sleeps, which determines the current that
   * it takes from the battery while the vehicle is parked.
   */
  public synchronized void setAdapterAsleep(boolean asleep) {
    State before = state;
    state =
        new State(
            before.on,
            before.since,
            before.drive,
            before.battery.withAdapterAsleep(asleep, seconds()));
  }

  /** Returns the memory of trouble codes of an ECU. */
  public TroubleMemory memory(EcuKind kind) {
    return Objects.requireNonNull(memories.get(kind));
  }

  /**
   * Returns the current values as the freeze frame of a code.
   *
   * @param dtc the code
   * @param values values to be recorded instead of the current ones
   */
  public FreezeFrame snapshot(Dtc dtc, Map<VehicleSignal, Double> values) {
    double now = seconds();
    EnumMap<VehicleSignal, Double> all = new EnumMap<>(VehicleSignal.class);
    for (VehicleSignal signal : VehicleSignal.values()) {
      Double given = values.get(signal);
      all.put(signal, given != null ? given : Double.valueOf(value(signal, now)));
    }
    return new FreezeFrame(dtc, all);
  }

  /** Returns the vehicle identification number, 17 characters. */
  public String vin() {
    return vin;
  }

  /**
   * Changes the vehicle identification number.
   *
   * @throws IllegalArgumentException if it is malformed; a wrong check digit is accepted
   */
  public void setVin(String vin) {
    this.vin = Vin.require(vin);
  }
}
