package io.obdio.sim.ecu.obd;

import io.obdio.sim.ecu.service.ByteList;

/**
 * The encoding of a value: raw = (value - offset) / step, rounded and limited to the range of the
 * bytes.
 *
 * @param bytes 1 to 4
 * @param step the value of one bit
 * @param offset the value of raw 0
 * @param signed whether raw is in two's complement
 */
public record Scaling(int bytes, double step, double offset, boolean signed) {

  public static final Scaling PERCENT = unsigned(1, 100.0 / 255);
  public static final Scaling TEMPERATURE = new Scaling(1, 1, -40, false);
  public static final Scaling CENTERED = new Scaling(1, 100.0 / 128, -100, false);
  public static final Scaling TORQUE = new Scaling(1, 1, -125, false);
  public static final Scaling RATIO = unsigned(2, 2.0 / 65536);

  public static Scaling unsigned(int bytes, double step) {
    return new Scaling(bytes, step, 0, false);
  }

  public static Scaling signed(int bytes, double step) {
    return new Scaling(bytes, step, 0, true);
  }

  /** Returns the raw number. */
  public long raw(double value) {
    long range = 1L << 8 * bytes;
    long min = signed ? -(range / 2) : 0;
    long raw = Math.round((value - offset) / step);
    return Math.max(min, Math.min(raw, min + range - 1)) & range - 1;
  }

  /** Returns the value that a receiver decodes from the raw number of {@code value}. */
  public double decoded(double value) {
    long raw = raw(value);
    long range = 1L << 8 * bytes;
    return (signed && raw >= range / 2 ? raw - range : raw) * step + offset;
  }

  /** Adds the bytes of the raw number. */
  public void write(double value, ByteList to) {
    to.addNumber(raw(value), bytes);
  }
}
