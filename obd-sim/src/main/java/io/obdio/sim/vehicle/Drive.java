package io.obdio.sim.vehicle;

/**
 * A driving cycle from its start on: speed, distance, fuel and warmth as functions of time.
 * Immutable.
 */
final class Drive implements Motion {

  private final DrivingCycle cycle;
  private final CycleProfile profile;
  private final double began;
  private final double distanceBefore;
  private final double fuelBefore;
  private final double runBefore;
  private final double warmthBefore;

  private Drive(
      DrivingCycle cycle,
      double began,
      double distanceBefore,
      double fuelBefore,
      double run,
      double warmth) {
    this.cycle = cycle;
    this.profile = cycle.profile();
    this.began = began;
    this.distanceBefore = distanceBefore;
    this.fuelBefore = fuelBefore;
    this.runBefore = run;
    this.warmthBefore = warmth;
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

  @Override
  public boolean engineRuns(double now) {
    return engineRuns();
  }

  @Override
  public double runTime(double now) {
    return engineRuns() ? runBefore + now - began : 0;
  }

  @Override
  public double warmth(double now) {
    return engineRuns() ? warmthBefore : Motion.cooled(warmthBefore, now - began);
  }

  @Override
  public double speed(double now) {
    return profile.speed(phase(now));
  }

  @Override
  public double distance(double now) {
    return distanceBefore + (rounds(now) * profile.distance() + profile.distance(phase(now)));
  }

  @Override
  public double fuel(double now) {
    return engineRuns()
        ? fuelBefore + (rounds(now) * profile.fuel() + profile.fuel(phase(now)))
        : fuelBefore;
  }

  private double phase(double now) {
    return Math.max(0, now - began) % cycle.period();
  }

  private double rounds(double now) {
    return Math.floor(Math.max(0, now - began) / cycle.period());
  }
}
