package io.obdio.socketio.api;

import io.obdio.socketio.history.SeriesPoints;
import io.obdio.socketio.history.TripSeries;
import io.obdio.socketio.history.export.TripJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON of a signal over time: {@code {"name", "desc", "unit", "symbol", "bucket_ms", "time":
 * [..], "min": [..], "mean": [..], "max": [..]}} with times in ms since 1970-01-01 UTC. Single
 * samples have {@code bucket_ms} 0 and equal arrays.
 */
final class SeriesJson {

  private SeriesJson() {}

  static Map<String, Object> of(TripSeries series, long begin) {
    SeriesPoints points = series.points();
    int size = points.size();
    List<Long> times = new ArrayList<>(size);
    List<Double> lows = new ArrayList<>(size);
    List<Double> means = new ArrayList<>(size);
    List<Double> highs = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      times.add(begin + points.millis(i));
      lows.add(points.low(i));
      means.add(points.mean(i));
      highs.add(points.high(i));
    }
    Map<String, Object> json = TripJson.signal(series.signal());
    json.put("bucket_ms", series.bucket());
    json.put("time", times);
    json.put("min", lows);
    json.put("mean", means);
    json.put("max", highs);
    return json;
  }
}
