package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.DataBatch;

/**
 * The correction of the times of a vehicle whose clock is not set: many have no clock that runs
 * while they are off. Not safe for use by several threads.
 */
final class TripClock {

  /** A corrected time of offset 0 in milliseconds since 1970 UTC. */
  record Corrected(long time, BatchClock clock) {}

  private long epoch;
  private int trip = -1;

  /** What must be added to times of the unset clock during the trip. */
  private long difference;

  /**
   * Returns the time of a batch.
   *
   * @param received milliseconds since 1970 UTC
   */
  Corrected correct(DataBatch batch, long received) {
    if (batch.clockSet()) {
      return new Corrected(batch.time(), BatchClock.VEHICLE);
    }
    if (batch.age() >= 0) {
      long time = Math.max(0, received - batch.age());
      epoch = batch.epoch();
      trip = batch.trip();
      difference = time - batch.time();
      return new Corrected(time, BatchClock.AGE);
    }
    if (batch.epoch() == epoch && batch.trip() == trip) {
      return new Corrected(Math.max(0, batch.time() + difference), BatchClock.TRIP);
    }
    return new Corrected(Math.max(0, received - lastOffset(batch)), BatchClock.RECEIPT);
  }

  private static long lastOffset(DataBatch batch) {
    long last = 0;
    for (var series : batch.numbers()) {
      last = Math.max(last, series.offset(series.size() - 1));
    }
    for (var series : batch.texts()) {
      last = Math.max(last, series.offset(series.size() - 1));
    }
    return last;
  }
}
