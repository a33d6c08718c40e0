package io.obdio.sim.vehicle;

/**
 * The movement of a vehicle as functions of time. Times are in seconds since the simulation began.
 */
public interface Motion {

  /** Returns whether the engine runs. */
  boolean engineRuns(double now);

  /** Returns the seconds since the engine started; 0 while it is off. */
  double runTime(double now);

  /**
   * Returns the warmth that the engine has from earlier drives, as the seconds of running that
   * cause it. It decreases while the engine is off.
   */
  double warmth(double now);

  /** Returns the speed in km/h. */
  double speed(double now);

  /** Returns the distance since the start of the simulation, in km. */
  double distance(double now);

  /** Returns the fuel burnt since the start of the simulation, in litres. */
  double fuel(double now);

  /**
   * Returns the warmth that is left of an engine that was stopped.
   *
   * @param seconds of running; after 1200 an engine does not become warmer
   * @param stopped seconds since the engine stopped
   */
  static double cooled(double seconds, double stopped) {
    return Math.min(seconds, 1200) * Math.exp(-stopped / 2400);
  }
}
