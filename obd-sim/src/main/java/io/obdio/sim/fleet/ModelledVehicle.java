package io.obdio.sim.fleet;

import io.obdio.sim.vehicle.Motion;
import io.obdio.sim.vehicle.SignalModel;
import io.obdio.sim.vehicle.Vin;
import java.util.SplittableRandom;

/**
 * One vehicle of a fleet: a petrol car that makes one trip in each period of four hours of its own
 * clock. What it does depends on its seed and the time only; the object keeps the trip of the last
 * time that was asked for, so that times that ascend are fast.
 *
 * <p>Threads: not safe for use by several threads at once.
 */
public final class ModelledVehicle implements Motion {

  private static final long OFFSET = -1;
  private static final long PACE = -2;
  private static final long ODOMETER = -3;
  private static final long FUEL = -4;
  private static final double GREATEST_ODOMETER_KM = 90_000;
  private static final double GREATEST_FUEL_LITRES = 50;

  private final int index;
  private final long seed;
  private final double driving;
  private final SignalModel model;

  /** Seconds by which the clock of this vehicle is ahead. */
  private final double offset;

  private long period;
  private PlannedTrip trip;
  private double warmth;
  private double distanceBefore;
  private double fuelBefore;

  ModelledVehicle(int index, long seed, double driving) {
    this.index = index;
    this.seed = seed;
    this.driving = driving;
    this.model = new SignalModel(seed);
    this.offset = Math.floor(PlannedTrip.PERIOD * Mix.fraction(seed, OFFSET));
    this.trip = plan(0);
    restart();
  }

  /** Returns the number of the vehicle, from 0 on. */
  public int index() {
    return index;
  }

  /** Returns the vehicle identification number. */
  public String vin() {
    return Vin.random(new SplittableRandom(seed));
  }

  /**
   * Returns the number of the trip at a time, or of the last one before it; 1 is the first. It is
   * greater by one after each start of the engine.
   */
  public int trip(double now) {
    move(now);
    return (int) period + (second(now) >= trip.start() ? 1 : 0);
  }

  /** Returns the next time after {@code now} at which the engine starts or stops, in seconds. */
  public double nextChange(double now) {
    move(now);
    double second = second(now);
    double begin = now - second;
    if (second < trip.start()) {
      return begin + trip.start();
    }
    return second < trip.end()
        ? begin + trip.end()
        : begin + PlannedTrip.PERIOD + plan(period + 1).start();
  }

  @Override
  public boolean engineRuns(double now) {
    move(now);
    return trip.isUnderway(second(now));
  }

  @Override
  public double runTime(double now) {
    move(now);
    double second = second(now);
    return trip.isUnderway(second) ? second - trip.start() : 0;
  }

  @Override
  public double warmth(double now) {
    move(now);
    double second = second(now);
    return second < trip.end() ? warmth : trip.warmthAfter(second - trip.end());
  }

  @Override
  public double speed(double now) {
    move(now);
    return trip.speed(second(now));
  }

  @Override
  public double distance(double now) {
    move(now);
    return distanceBefore + trip.distance(second(now));
  }

  @Override
  public double fuel(double now) {
    move(now);
    return fuelBefore + trip.fuel(second(now));
  }

  SignalModel model() {
    return model;
  }

  private double second(double now) {
    return now + offset - period * PlannedTrip.PERIOD;
  }

  /** Makes {@link #trip} that of the period of {@code now}. */
  private void move(double now) {
    long number = (long) Math.floor((now + offset) / PlannedTrip.PERIOD);
    if (number == period) {
      return;
    }
    if (number < period) {
      restart();
    }
    while (period < number) {
      PlannedTrip ended = trip;
      distanceBefore += ended.distance(PlannedTrip.PERIOD);
      fuelBefore += ended.fuel(PlannedTrip.PERIOD);
      period++;
      trip = plan(period);
      warmth = ended.warmthAfter(PlannedTrip.PERIOD - ended.end() + trip.start());
    }
  }

  private void restart() {
    period = 0;
    trip = plan(0);
    PlannedTrip earlier = plan(-1);
    warmth = earlier.warmthAfter(PlannedTrip.PERIOD - earlier.end() + trip.start());
    distanceBefore = GREATEST_ODOMETER_KM * Mix.fraction(seed, ODOMETER);
    fuelBefore = GREATEST_FUEL_LITRES * Mix.fraction(seed, FUEL);
  }

  private PlannedTrip plan(long number) {
    return PlannedTrip.of(
        Mix.bits(seed, 1), number, driving, 0.85 + 0.3 * Mix.fraction(seed, PACE));
  }
}
