package io.obdio.socketio.telemetry;

import java.util.List;

/**
 * The relation between a value and an integer: {@code value = integer * factor / divisor}, computed
 * in this order with numbers of 64 bits (IEEE 754).
 *
 * @param factor above 0, or 0 if values are not written as integers
 * @param divisor above 0
 */
public record Scale(int factor, int divisor) {

  /** The scale of values that are not written as integers. */
  public static final Scale NONE = new Scale(0, 1);

  /** The largest integer, so that differences fit too. */
  private static final double MAX = 1L << 52;

  /** The scales of the formulas of SAE J1979DA, the most compact ones first. */
  private static final List<Scale> KNOWN =
      List.of(
          new Scale(1, 1),
          new Scale(1, 2),
          new Scale(1, 4),
          new Scale(100, 255),
          new Scale(1, 10),
          new Scale(1, 20),
          new Scale(100, 128),
          new Scale(1, 100),
          new Scale(1, 128),
          new Scale(1, 200),
          new Scale(1, 256),
          new Scale(2, 65_536),
          new Scale(1, 1_000),
          new Scale(8, 65_536),
          new Scale(1, 10_000),
          new Scale(1, 65_536),
          new Scale(1, 100_000),
          new Scale(1, 1_000_000),
          new Scale(1, 10_000_000));

  /**
   * Returns the first known scale that represents all values exactly; {@link #NONE} if none does.
   */
  static Scale of(NumberSeries series) {
    return KNOWN.stream().filter(scale -> scale.fits(series)).findFirst().orElse(NONE);
  }

  /** Returns whether integers represent all values exactly. */
  boolean fits(NumberSeries series) {
    for (int i = 0; i < series.size(); i++) {
      double value = series.value(i);
      if (factor == 0 || Double.compare(value(integer(value)), value) != 0) {
        return false;
      }
    }
    return true;
  }

  long integer(double value) {
    double integer = Math.rint(value * divisor / factor);
    return Math.abs(integer) <= MAX ? (long) integer : 0;
  }

  double value(long integer) {
    return (double) integer * factor / divisor;
  }

  static Scale read(List<?> parts) throws BatchException {
    if (parts.size() != 2) {
      throw new BatchException("a scale is an array of two integers");
    }
    return new Scale(
        (int) JsonMembers.integer(parts.get(0), "a scale", 0, Integer.MAX_VALUE),
        (int) JsonMembers.integer(parts.get(1), "a scale", 1, Integer.MAX_VALUE));
  }
}
