package io.obdio.socketio.history;

import java.util.List;

/**
 * One signal of a trip over time.
 *
 * @param signal the command
 * @param bucket length of an interval, in ms; 0 if the points are single samples
 * @param lastMillis time of the last sample, in ms since the beginning of the trip; -1 without any
 * @param points in ascending order of time
 */
public record TripSeries(TripSignal signal, long bucket, long lastMillis, SeriesPoints points) {

  /**
   * Adds samples that are not in the database yet to the points; returns this series.
   *
   * @param pending in ascending order of time, of any command; those that the series has already
   *     are left out
   */
  TripSeries continued(SeriesQuery query, List<Sample> pending) {
    for (Sample sample : pending) {
      boolean added =
          sample.signal() == signal.id()
              && sample.millis() > lastMillis
              && sample.millis() >= query.from()
              && sample.millis() < query.to();
      if (added && sample.value() instanceof Double value) {
        long time = bucket == 0 ? sample.millis() : sample.millis() / bucket * bucket;
        points.add(time, value, value, value, 1);
      }
    }
    return this;
  }
}
