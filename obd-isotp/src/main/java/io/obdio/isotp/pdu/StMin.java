package io.obdio.isotp.pdu;

/**
 * The codes of STmin, the minimum gap between consecutive frames (ISO 15765-2:2016 clause 9.6.5.4,
 * table 20).
 */
public final class StMin {

  private static final long MILLI = 1_000_000;
  private static final long HUNDRED_MICROS = 100_000;

  private StMin() {}

  /**
   * Returns the gap in nanoseconds: 00..7F are 0..127 ms, F1..F9 are 100..900 us, reserved codes
   * mean 127 ms.
   */
  public static long nanos(int code) {
    if (code >= 0 && code <= 0x7F) {
      return code * MILLI;
    }
    if (code >= 0xF1 && code <= 0xF9) {
      return (code - 0xF0) * HUNDRED_MICROS;
    }
    return 127 * MILLI;
  }

  /**
   * Returns the code of a gap, rounded up.
   *
   * @param nanos the gap in nanoseconds, 0..127 ms
   * @throws IllegalArgumentException if it is out of range
   */
  public static int code(long nanos) {
    if (nanos < 0 || nanos > 127 * MILLI) {
      throw new IllegalArgumentException("STmin of " + nanos + " ns is not within 0..127 ms");
    }
    if (nanos > 0 && nanos <= 9 * HUNDRED_MICROS) {
      return (int) (0xF0 + (nanos + HUNDRED_MICROS - 1) / HUNDRED_MICROS);
    }
    return (int) ((nanos + MILLI - 1) / MILLI);
  }
}
