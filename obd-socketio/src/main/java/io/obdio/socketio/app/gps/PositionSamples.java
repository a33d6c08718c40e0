package io.obdio.socketio.app.gps;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.socketio.gps.GpsFix;
import io.obdio.socketio.history.TripHistory.OwnSample;
import java.util.ArrayList;
import java.util.List;

/** The samples of a position. */
public final class PositionSamples {

  private PositionSamples() {}

  /** Returns GPS_LATITUDE, GPS_LONGITUDE and, if it is known, GPS_SPEED. */
  public static List<OwnSample> of(GpsFix fix) {
    List<OwnSample> samples = new ArrayList<>();
    samples.add(
        new OwnSample("GPS_LATITUDE", "GPS latitude", new Quantity(fix.latitude(), Units.DEGREE)));
    samples.add(
        new OwnSample(
            "GPS_LONGITUDE", "GPS longitude", new Quantity(fix.longitude(), Units.DEGREE)));
    if (Double.isFinite(fix.speed())) {
      samples.add(
          new OwnSample(
              "GPS_SPEED",
              "GPS speed over ground",
              new Quantity(fix.speed(), Units.KILOMETER_PER_HOUR)));
    }
    return samples;
  }
}
