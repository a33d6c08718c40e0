package io.obdio.sim.vehicle;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A simulated car: what can be measured in it, as functions of time. The same seed, cycle and
 * settings give the same values at the same time.
 *
 * <p>Threads: any thread may read and set anything.
 */
public final class Vehicle {

  private final SimClock clock;
  private final long seed;
  private final long startNanos;
  private final SignalModel model;
  private final SignalModel.Values values = this::value;
  private final Map<VehicleSignal, SignalSource> set = new ConcurrentHashMap<>();
  private final Map<VehicleSignal, Double> fixed = new ConcurrentHashMap<>();
  private final EnumMap<EcuKind, TroubleMemory> memories = new EnumMap<>(EcuKind.class);
  private volatile Drive drive;
  private volatile boolean ignition = true;
  private volatile String vin;

  /**
   * A car that begins its drive now.
   *
   * @param clock its time
   * @param seed what its small variations and its VIN come from
   * @param cycle what it does
   */
  public Vehicle(SimClock clock, long seed, DrivingCycle cycle) {
    this.clock = clock;
    this.seed = seed;
    this.startNanos = clock.nanos();
    this.model = new SignalModel(seed);
    this.drive = Drive.begin(cycle);
    this.vin = Vin.random(new SplittableRandom(seed));
    for (EcuKind kind : EcuKind.values()) {
      memories.put(kind, new TroubleMemory(this));
    }
  }

  /** What its variations come from. */
  public long seed() {
    return seed;
  }

  /** Its time. */
  public SimClock clock() {
    return clock;
  }

  /** Seconds since the simulation began. */
  public double seconds() {
    return (clock.nanos() - startNanos) / 1e9;
  }

  /** The signal's value now, within its range. */
  public double value(VehicleSignal signal) {
    return value(signal, seconds());
  }

  /** The signal's value at a time, with the settings of now. */
  public double value(VehicleSignal signal, double seconds) {
    Double held = fixed.get(signal);
    if (held != null) {
      return held;
    }
    SignalSource source = set.get(signal);
    double value = source != null ? source.at(seconds) : model.at(signal, seconds, drive, values);
    return signal.clamp(value);
  }

  /** Holds the signal at a value; signals that depend on it follow. */
  public void set(VehicleSignal signal, double value) {
    set(signal, SignalSource.constant(value));
  }

  /** Lets the signal follow {@code source}; signals that depend on it follow. */
  public void set(VehicleSignal signal, SignalSource source) {
    set.put(signal, source);
  }

  /** Gives the signal back to the simulation. */
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

  /** What the driver does. */
  public DrivingCycle cycle() {
    return drive.cycle();
  }

  /** Lets the driver do something else from now on. */
  public synchronized void drive(DrivingCycle cycle) {
    drive = drive.change(cycle, seconds());
  }

  /** True while the ignition is on: without it no ECU answers. */
  public boolean ignition() {
    return ignition;
  }

  /** Turns the ignition on or off. */
  public void setIgnition(boolean on) {
    ignition = on;
  }

  /** The supply voltage at the diagnostic connector, in volts; there without ignition too. */
  public double voltage() {
    return ignition ? value(VehicleSignal.VOLTAGE) : 12.4;
  }

  /** What the ECU of that kind remembers of faults. */
  public TroubleMemory memory(EcuKind kind) {
    return Objects.requireNonNull(memories.get(kind));
  }

  /**
   * What is measured now, as the freeze frame of a code.
   *
   * @param dtc the code
   * @param values signals that shall be recorded otherwise than they are
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

  /** The vehicle identification number, 17 characters. */
  public String vin() {
    return vin;
  }

  /**
   * Changes the vehicle identification number.
   *
   * @throws IllegalArgumentException if it is none; a wrong check digit is allowed
   */
  public void setVin(String vin) {
    this.vin = Vin.require(vin);
  }
}
