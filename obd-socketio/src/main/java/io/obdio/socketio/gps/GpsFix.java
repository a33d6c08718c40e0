package io.obdio.socketio.gps;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position.
 *
 * @param latitude in degrees, north positive, -90 to 90
 * @param longitude in degrees, east positive, -180 to 180
 * @param speed over ground in km/h; NaN if it is not known
 * @param course over ground in degrees from true north; NaN if it is not known
 * @param time of the position, UTC; null if it is not known
 * @param quality the quality indicator of GGA (NMEA 0183): 1 GPS, 2 differential, 4 RTK, 5 float
 *     RTK, 6 estimated; 1 if the source does not state it
 */
public record GpsFix(
    double latitude,
    double longitude,
    double speed,
    double course,
    @Nullable Instant time,
    int quality) {

  /** Checks the ranges. */
  public GpsFix {
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("no position: " + latitude + ", " + longitude);
    }
  }
}
