package io.obdio.sim.vehicle;

/**
 * A driving cycle begun at some moment: speed, distance and fuel as functions of time. Immutable.
 */
final class Drive {

  private final DrivingCycle cycle;
  private final Curve speed;
  private final double began;
  private final double distanceBefore;
  private final double fuelBefore;
  private final double runBefore;

  /** Kilometres and litres from the cycle's begin to each of its seconds. */
  private final double[] distance;

  private final double[] fuel;

  private Drive(
      DrivingCycle cycle, double began, double distanceBefore, double fuelBefore, double run) {
    this.cycle = cycle;
    this.speed = cycle.curve();
    this.began = began;
    this.distanceBefore = distanceBefore;
    this.fuelBefore = fuelBefore;
    this.runBefore = run;
    int seconds = (int) cycle.period();
    this.distance = new double[seconds + 1];
    this.fuel = new double[seconds + 1];
    for (int i = 0; i < seconds; i++) {
      double from = speed.at(i);
      double to = speed.at(i + 1);
      distance[i + 1] = distance[i] + (from + to) / 2 / 3600;
      double rate = engineRuns() ? Physics.nominalFuelRate((from + to) / 2, to - from) : 0;
      fuel[i + 1] = fuel[i] + rate / 3600;
    }
  }

  /** The first drive, from second 0 on. */
  static Drive begin(DrivingCycle cycle) {
    return new Drive(cycle, 0, 0, 0, 0);
  }

  /** Another cycle from now on; distance and fuel go on from where they are. */
  Drive change(DrivingCycle next, double now) {
    double run = next == DrivingCycle.PARKED ? 0 : runTime(now);
    return new Drive(next, now, distance(now), fuel(now), run);
  }

  DrivingCycle cycle() {
    return cycle;
  }

  /** True unless the car is parked. */
  boolean engineRuns() {
    return cycle != DrivingCycle.PARKED;
  }

  /** Seconds since the engine started. */
  double runTime(double now) {
    return engineRuns() ? runBefore + now - began : 0;
  }

  /** km/h. */
  double speed(double now) {
    return speed.at(phase(now));
  }

  /** Kilometres since the simulation began. */
  double distance(double now) {
    return distanceBefore + total(distance, now);
  }

  /** Litres since the simulation began. */
  double fuel(double now) {
    return fuelBefore + total(fuel, now);
  }

  private double phase(double now) {
    return Math.max(0, now - began) % cycle.period();
  }

  private double total(double[] sums, double now) {
    double rounds = Math.floor(Math.max(0, now - began) / cycle.period());
    double phase = phase(now);
    int second = Math.min((int) phase, sums.length - 2);
    double inside = sums[second] + (phase - second) * (sums[second + 1] - sums[second]);
    return rounds * sums[sums.length - 1] + inside;
  }
}
