package io.obdio.sim.vehicle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the driver does: target speeds over time, driven again and again. */
public enum DrivingCycle {
  /** Engine off, ignition on. */
  PARKED(60, "0 0"),
  /** Stands, engine idling. */
  IDLE(60, "0 0"),
  /** A minute of idling, then stop and go between 0 and 58 km/h. */
  CITY(
      240,
      "0 0, 60 0, 68 30, 80 32, 88 0, 100 0, 112 50, "
          + "140 50, 152 20, 158 35, 172 58, 196 56, 212 0, 240 0"),
  /** Idles, drives up to 128 km/h, and comes back to a stop. */
  HIGHWAY(
      480,
      "0 0, 20 0, 32 50, 44 60, 66 105, 120 118, 200 128, "
          + "280 122, 340 110, 400 126, 440 80, 465 0, 480 0"),
  /** Half a minute of idling, town, country road, town. */
  MIXED(
      420,
      "0 0, 30 0, 40 32, 60 48, 78 46, 88 0, 98 0, 116 52, 132 70, 160 92, 230 97, "
          + "280 88, 300 60, 320 50, 352 48, 366 0, 378 0, 390 40, 404 42, 416 0, 420 0");

  private final double period;
  private final String points;

  DrivingCycle(double period, String points) {
    this.period = period;
    this.points = points;
  }

  /** The name in scenario files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Seconds after which it begins anew. */
  public double period() {
    return period;
  }

  /** Time (s) and speed (km/h) of each corner, in the order of time; straight lines between. */
  Curve curve() {
    return Curve.parse(points);
  }

  /** The cycle of that name in scenario files. */
  public static Optional<DrivingCycle> ofKey(String key) {
    return Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst();
  }
}
