package io.obdio.socketio.telemetry;

import java.util.ArrayList;
import java.util.List;

/** The samples of a signal whose values are texts, in ascending order of time. Immutable. */
public final class TextSeries {

  /** A sample: offset in ms and value. */
  private record Point(long offset, String value) {}

  private final String name;
  private final List<Point> points;

  private TextSeries(String name, List<Point> points) {
    this.name = name;
    this.points = points;
  }

  /**
   * Creates a builder.
   *
   * @param name name of the signal, such as {@code FUEL_STATUS}
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Returns the name of the signal. */
  public String name() {
    return name;
  }

  /** Returns the number of samples, at least 1. */
  public int size() {
    return points.size();
  }

  /** Returns the time of a sample in ms since offset 0 of the batch. */
  public long offset(int index) {
    return points.get(index).offset();
  }

  /** Returns the value of a sample. */
  public String value(int index) {
    return points.get(index).value();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextSeries that && name.equals(that.name) && points.equals(that.points);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + points.hashCode();
  }

  @Override
  public String toString() {
    return name + " " + points;
  }

  /** A builder. Used by one thread. */
  public static final class Builder {
    private final String name;
    private final List<Point> points = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Adds a sample.
     *
     * @param offset in ms since offset 0 of the batch; not before the previous one
     * @throws IllegalArgumentException if the order is not valid
     */
    public Builder add(long offset, String value) {
      if (offset < (points.isEmpty() ? 0 : points.get(points.size() - 1).offset())) {
        throw new IllegalArgumentException(name + ": invalid offset " + offset);
      }
      points.add(new Point(offset, value));
      return this;
    }

    /**
     * Returns the series.
     *
     * @throws IllegalArgumentException if it has no samples
     */
    public TextSeries build() {
      if (points.isEmpty()) {
        throw new IllegalArgumentException(name + " has no samples");
      }
      return new TextSeries(name, List.copyOf(points));
    }
  }
}
