package io.obdio.sim.vehicle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Driving cycles: target speeds over time, repeated. */
public enum DrivingCycle {
  /** Engine off, ignition on. */
  PARKED(60, "0 0"),
  /** Stationary, engine idling. */
  IDLE(60, "0 0"),
  /** One minute of idling, then stop-and-go traffic up to 58 km/h. */
  CITY(
      240,
      "0 0, 60 0, 68 30, 80 32, 88 0, 100 0, 112 50, "
          + "140 50, 152 20, 158 35, 172 58, 196 56, 212 0, 240 0"),
  /** Idles, accelerates up to 128 km/h and returns to a stop. */
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

  /** Returns the name in scenario files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the period in seconds. */
  public double period() {
    return period;
  }

  /** Returns the speed (km/h) over time (s). */
  Curve curve() {
    return Curve.parse(points);
  }

  /** Returns speed, distance and fuel of one round. */
  public CycleProfile profile() {
    return CycleProfile.of(this);
  }

  /** Returns the cycle with the given name in scenario files. */
  public static Optional<DrivingCycle> ofKey(String key) {
    return Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst();
  }
}
