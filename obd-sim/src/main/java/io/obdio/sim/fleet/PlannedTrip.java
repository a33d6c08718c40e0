package io.obdio.sim.fleet;

import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.Motion;

/**
 * One trip of a vehicle: a sequence of driving cycles, from the start of the engine to its stop.
 * Each vehicle has one trip in each period of four hours of its own clock. Immutable.
 */
final class PlannedTrip {

  /** Seconds from the begin of one period of a vehicle to the next; an engine cools down in it. */
  static final double PERIOD = 4 * 3600;

  /** The cycles to select from; town is more frequent than the motorway. */
  private static final DrivingCycle[] CYCLES = {
    DrivingCycle.CITY,
    DrivingCycle.MIXED,
    DrivingCycle.CITY,
    DrivingCycle.HIGHWAY,
    DrivingCycle.MIXED,
    DrivingCycle.IDLE
  };

  private static final long LENGTH = 1;
  private static final long START = 2;
  private static final long FIRST_LEG = 3;

  /** Indexes of {@link #CYCLES}; the last entry may be {@link #IDLE}. */
  private final byte[] legs;

  private static final byte IDLE = 5;

  private final float start;
  private final float seconds;
  private final float pace;

  private PlannedTrip(byte[] legs, double start, double seconds, double pace) {
    this.legs = legs;
    this.start = (float) start;
    this.seconds = (float) seconds;
    this.pace = (float) pace;
  }

  /**
   * Returns a trip.
   *
   * @param seed of the vehicle
   * @param period number of the vehicle's period; it may be negative
   * @param driving mean part of the time that the vehicle drives, above 0, up to 1
   * @param pace factor of the speeds of the cycles
   */
  static PlannedTrip of(long seed, long period, double driving, double pace) {
    long random = Mix.bits(seed, period);
    double target =
        driving >= 1 ? PERIOD : PERIOD * driving * (0.75 + 0.5 * Mix.fraction(random, LENGTH));
    byte[] legs = new byte[(int) (PERIOD / DrivingCycle.IDLE.period())];
    int count = 0;
    double seconds = 0;
    while (seconds < Math.min(target, PERIOD)) {
      byte leg = (byte) Long.remainderUnsigned(Mix.bits(random, FIRST_LEG + count), CYCLES.length);
      if (seconds + CYCLES[leg].period() > PERIOD) {
        leg = IDLE;
      }
      legs[count++] = leg;
      seconds += CYCLES[leg].period();
    }
    double start = Math.floor((PERIOD - seconds) * Mix.fraction(random, START));
    return new PlannedTrip(java.util.Arrays.copyOf(legs, count), start, seconds, pace);
  }

  /** Returns the seconds from the begin of the period to the start of the engine. */
  double start() {
    return start;
  }

  /** Returns the seconds from the begin of the period to the stop of the engine. */
  double end() {
    return start + seconds;
  }

  /** Returns whether the engine runs at a second of the period. */
  boolean isUnderway(double second) {
    return second >= start && second < end();
  }

  /** Returns the warmth that is left some seconds after the end. */
  double warmthAfter(double pause) {
    return Motion.cooled(seconds, pause);
  }

  /** Returns the speed at a second of the period, in km/h. */
  double speed(double second) {
    if (!isUnderway(second)) {
      return 0;
    }
    double phase = second - start;
    for (byte leg : legs) {
      double round = CYCLES[leg].period();
      if (phase < round) {
        return CYCLES[leg].profile().speed(phase) * pace;
      }
      phase -= round;
    }
    return 0;
  }

  /** Returns the distance from the begin of the period to a second of it, in km. */
  double distance(double second) {
    double phase = Math.max(0, second - start);
    double sum = 0;
    for (byte leg : legs) {
      double round = CYCLES[leg].period();
      if (phase < round) {
        return (sum + CYCLES[leg].profile().distance(phase)) * pace;
      }
      sum += CYCLES[leg].profile().distance();
      phase -= round;
    }
    return sum * pace;
  }

  /**
   * Returns the fuel burnt from the begin of the period to a second of it, in litres. It grows with
   * the pace as the distance does.
   */
  double fuel(double second) {
    double phase = Math.max(0, second - start);
    double sum = 0;
    for (byte leg : legs) {
      double round = CYCLES[leg].period();
      if (phase < round) {
        return (sum + CYCLES[leg].profile().fuel(phase)) * pace;
      }
      sum += CYCLES[leg].profile().fuel();
      phase -= round;
    }
    return sum * pace;
  }
}
