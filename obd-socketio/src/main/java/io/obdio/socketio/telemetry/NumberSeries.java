package io.obdio.socketio.telemetry;

import java.util.Arrays;

/** The samples of a signal whose values are numbers, in ascending order of time. Immutable. */
public final class NumberSeries {

  private static final int FIRST_SIZE = 16;

  private final String name;
  private final String unit;
  private final long[] offsets;
  private final double[] values;

  private NumberSeries(String name, String unit, long[] offsets, double[] values) {
    this.name = name;
    this.unit = unit;
    this.offsets = offsets;
    this.values = values;
  }

  /**
   * Creates a builder.
   *
   * @param name name of the signal, such as {@code RPM}
   * @param unit compatibility name of the unit; empty for none
   */
  public static Builder builder(String name, String unit) {
    return new Builder(name, unit);
  }

  /** Returns the name of the signal. */
  public String name() {
    return name;
  }

  /** Returns the compatibility name of the unit; empty for none. */
  public String unit() {
    return unit;
  }

  /** Returns the number of samples, at least 1. */
  public int size() {
    return offsets.length;
  }

  /** Returns the time of a sample in ms since offset 0 of the batch. */
  public long offset(int index) {
    return offsets[index];
  }

  /** Returns the value of a sample, which is finite. */
  public double value(int index) {
    return values[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberSeries that
        && name.equals(that.name)
        && unit.equals(that.unit)
        && Arrays.equals(offsets, that.offsets)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + " " + unit + " " + Arrays.toString(offsets) + " " + Arrays.toString(values);
  }

  /** A builder. Used by one thread. */
  public static final class Builder {
    private final String name;
    private final String unit;
    private long[] offsets = new long[FIRST_SIZE];
    private double[] values = new double[FIRST_SIZE];
    private int size;

    private Builder(String name, String unit) {
      this.name = name;
      this.unit = unit;
    }

    /**
     * Adds a sample.
     *
     * @param offset in ms since offset 0 of the batch; not before the previous one
     * @param value a finite number
     * @throws IllegalArgumentException if the order or the value is not valid
     */
    public Builder add(long offset, double value) {
      if (offset < (size == 0 ? 0 : offsets[size - 1]) || !Double.isFinite(value)) {
        throw new IllegalArgumentException(name + ": invalid sample " + value + " at " + offset);
      }
      if (size == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      offsets[size] = offset;
      values[size++] = value;
      return this;
    }

    /**
     * Returns the series.
     *
     * @throws IllegalArgumentException if it has no samples
     */
    public NumberSeries build() {
      if (size == 0) {
        throw new IllegalArgumentException(name + " has no samples");
      }
      return new NumberSeries(
          name, unit, Arrays.copyOf(offsets, size), Arrays.copyOf(values, size));
    }
  }
}
