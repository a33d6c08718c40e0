package io.obdio.sim.vehicle;

import java.util.Arrays;
import java.util.List;

/**
 * A piecewise linear function of time. Before the first point its value is that of the first point,
 * after the last point that of the last.
 */
public final class Curve implements SignalSource {

  private final double[] times;
  private final double[] values;

  private Curve(double[] times, double[] values) {
    this.times = times;
    this.values = values;
  }

  /**
   * A point.
   *
   * @param seconds the time
   * @param value the value at that time
   */
  public record Point(double seconds, double value) {}

  /**
   * Returns the curve through {@code points}.
   *
   * @param points at least one, with ascending times
   * @throws IllegalArgumentException if there is none, or the times do not ascend
   */
  public static Curve of(List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a curve needs at least one point");
    }
    double[] times = points.stream().mapToDouble(Point::seconds).toArray();
    for (int i = 1; i < times.length; i++) {
      if (!(times[i] > times[i - 1])) {
        throw new IllegalArgumentException(
            "point "
                + (i + 1)
                + " ("
                + times[i]
                + " s) does not come after "
                + times[i - 1]
                + " s");
      }
    }
    return new Curve(times, points.stream().mapToDouble(Point::value).toArray());
  }

  /** Parses "time value, time value, ...". */
  static Curve parse(String text) {
    return of(
        Arrays.stream(text.split(",", -1))
            .map(point -> point.strip().split(" ", 2))
            .map(p -> new Point(Double.parseDouble(p[0]), Double.parseDouble(p[1])))
            .toList());
  }

  /** Returns the time of the last point, in seconds. */
  public double end() {
    return times[times.length - 1];
  }

  /** Returns this curve repeated with a period of {@link #end()}. */
  public SignalSource repeated() {
    double period = end();
    return period > 0 ? seconds -> at(seconds % period) : this;
  }

  @Override
  public double at(double seconds) {
    int found = Arrays.binarySearch(times, seconds);
    if (found >= 0) {
      return values[found];
    }
    int after = -found - 1;
    if (after == 0) {
      return values[0];
    }
    if (after == times.length) {
      return values[after - 1];
    }
    double part = (seconds - times[after - 1]) / (times[after] - times[after - 1]);
    return values[after - 1] + part * (values[after] - values[after - 1]);
  }
}
