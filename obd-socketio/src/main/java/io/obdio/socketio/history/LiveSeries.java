package io.obdio.socketio.history;

import java.util.List;

/** The continuation of a series by samples that are not in the database yet. */
final class LiveSeries {

  private LiveSeries() {}

  /**
   * Adds samples to a series.
   *
   * @param pending in ascending order of time, of any command; those that the series has already
   *     are left out
   */
  static TripSeries merge(SeriesQuery query, TripSeries series, List<Sample> pending) {
    SeriesPoints points = series.points();
    long after = series.lastMillis();
    long bucket = series.bucket();
    for (Sample sample : pending) {
      boolean added =
          sample.signal() == series.signal().id()
              && sample.millis() > after
              && sample.millis() >= query.from()
              && sample.millis() < query.to();
      if (added && sample.value() instanceof Double value) {
        long time = bucket == 0 ? sample.millis() : sample.millis() / bucket * bucket;
        points.add(time, value, value, value, 1);
      }
    }
    return series;
  }
}
