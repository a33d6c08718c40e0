package io.obdio.sim.vehicle;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * One round of a driving cycle: speed, distance and fuel as functions of the seconds since its
 * start. Immutable; one instance per cycle.
 */
public final class CycleProfile {

  private static final Map<DrivingCycle, CycleProfile> ALL = new EnumMap<>(DrivingCycle.class);

  static {
    for (DrivingCycle cycle : DrivingCycle.values()) {
      ALL.put(cycle, new CycleProfile(cycle));
    }
  }

  private final Curve speed;

  /** Kilometres and litres from the start of the cycle to each of its seconds. */
  private final double[] distance;

  private final double[] fuel;

  private CycleProfile(DrivingCycle cycle) {
    this.speed = cycle.curve();
    int seconds = (int) cycle.period();
    this.distance = new double[seconds + 1];
    this.fuel = new double[seconds + 1];
    for (int i = 0; i < seconds; i++) {
      double from = speed.at(i);
      double to = speed.at(i + 1);
      distance[i + 1] = distance[i] + (from + to) / 2 / 3600;
      fuel[i + 1] = fuel[i] + Physics.nominalFuelRate((from + to) / 2, to - from) / 3600;
    }
  }

  static CycleProfile of(DrivingCycle cycle) {
    return Objects.requireNonNull(ALL.get(cycle));
  }

  /** Returns the speed in km/h. */
  public double speed(double phase) {
    return speed.at(phase);
  }

  /** Returns the distance since the start of the round, in km. */
  public double distance(double phase) {
    return at(distance, phase);
  }

  /** Returns the distance of a whole round, in km. */
  public double distance() {
    return distance[distance.length - 1];
  }

  /** Returns the fuel burnt since the start of the round with a running, warm engine, in litres. */
  public double fuel(double phase) {
    return at(fuel, phase);
  }

  /** Returns the fuel burnt in a whole round with a running, warm engine, in litres. */
  public double fuel() {
    return fuel[fuel.length - 1];
  }

  private static double at(double[] sums, double phase) {
    int second = Math.min((int) phase, sums.length - 2);
    return sums[second] + (phase - second) * (sums[second + 1] - sums[second]);
  }
}
