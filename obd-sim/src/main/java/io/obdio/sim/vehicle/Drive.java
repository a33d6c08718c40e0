package io.obdio.sim.vehicle;

/**
 * A driving cycle from its start on: speed, distance, fuel and warmth as functions of time.
 * Immutable.
 */
final class Drive {

  /** Seconds after which a running engine does not become warmer. */
  private static final double WARM = 1200;

  private static final double COOLING_SECONDS = 2400;

  private final DrivingCycle cycle;
  private final Curve speed;
  private final double began;
  private final double distanceBefore;
  private final double fuelBefore;
  private final double runBefore;
  private final double warmthBefore;

  /** Kilometres and litres from the start of the cycle to each of its seconds. */
  private final double[] distance;

  private final double[] fuel;

  private Drive(
      DrivingCycle cycle,
      double began,
      double distanceBefore,
      double fuelBefore,
      double run,
      double warmth) {
    this.cycle = cycle;
    this.speed = cycle.curve();
    this.began = began;
    this.distanceBefore = distanceBefore;
    this.fuelBefore = fuelBefore;
    this.runBefore = run;
    this.warmthBefore = warmth;
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

  /** Returns the first drive, from second 0 on, with a cold engine. */
  static Drive begin(DrivingCycle cycle) {
    return new Drive(cycle, 0, 0, 0, 0, 0);
  }

  /** Returns a drive on another cycle from {@code now} on; distance and fuel continue. */
  Drive change(DrivingCycle next, double now) {
    boolean stops = next == DrivingCycle.PARKED;
    return new Drive(
        next,
        now,
        distance(now),
        fuel(now),
        stops ? 0 : runTime(now),
        stops ? warmth(now) + runTime(now) : warmth(now));
  }

  DrivingCycle cycle() {
    return cycle;
  }

  /** Returns whether the engine runs: the vehicle is not parked. */
  boolean engineRuns() {
    return cycle != DrivingCycle.PARKED;
  }

  /** Returns the seconds since the engine started. */
  double runTime(double now) {
    return engineRuns() ? runBefore + now - began : 0;
  }

  /**
   * Returns the warmth that the engine has from earlier drives, as the seconds of running that
   * cause it. It decreases while the engine is off.
   */
  double warmth(double now) {
    return engineRuns()
        ? warmthBefore
        : Math.min(warmthBefore, WARM) * Math.exp(-(now - began) / COOLING_SECONDS);
  }

  /** Returns the speed in km/h. */
  double speed(double now) {
    return speed.at(phase(now));
  }

  /** Returns the distance since the start of the simulation, in km. */
  double distance(double now) {
    return distanceBefore + total(distance, now);
  }

  /** Returns the fuel burnt since the start of the simulation, in litres. */
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
