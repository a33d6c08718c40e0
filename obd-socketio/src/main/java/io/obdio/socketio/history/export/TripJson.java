package io.obdio.socketio.history.export;

import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripSignal;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.history.computer.TripTotals;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trips and commands as JSON, as maps for a codec. Numbers that are not known are null. */
public final class TripJson {

  private TripJson() {}

  /** Returns a trip with its sums; times in ms since 1970-01-01 UTC. */
  public static Map<String, @Nullable Object> trip(Trip trip, EngineData engine) {
    TripTotals totals = trip.totals();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", trip.id());
    json.put("begin", trip.begin());
    json.put("end", trip.end());
    json.put("running", trip.running());
    json.put("clock_set", trip.clockSet());
    json.put("vin", trip.vin());
    json.put("duration_ms", trip.duration());
    json.put("moving_ms", totals.moving());
    json.put("distance_km", number(totals.distance(), 3));
    json.put("mean_speed_kmh", number(totals.meanSpeed(trip.duration()), 1));
    json.put("fuel_l", number(totals.fuel(), 3));
    json.put("fuel_l_per_100km", number(totals.litresPer100Km(), 2));
    json.put("energy_kwh", number(totals.energy(), 3));
    json.put("energy_wh_per_km", number(totals.wattHoursPerKm(), 1));
    json.put("cost", number(totals.cost(engine), 2));
    return json;
  }

  /** Returns a number with a limited number of decimals; null for NaN. */
  public static @Nullable Double number(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return null;
    }
    double scale = Math.pow(10, decimals);
    return Math.round(value * scale) / scale;
  }

  /** Returns a command. */
  public static Map<String, Object> signal(TripSignal signal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", signal.name());
    json.put("desc", signal.description());
    json.put("unit", signal.unitName());
    json.put("symbol", signal.unit());
    return json;
  }
}
