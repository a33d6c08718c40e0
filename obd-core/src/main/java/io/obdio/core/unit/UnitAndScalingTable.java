package io.obdio.core.unit;

import org.jspecify.annotations.Nullable;

/**
 * The rows of SAE J1979 appendix E: identifier, factor, offset, unit. Identifier 2E is a boolean: 0
 * or 1.
 */
final class UnitAndScalingTable {

  private UnitAndScalingTable() {}

  static void fill(@Nullable UnitAndScaling[] to) {
    unsigned(to);
    signed(to);
  }

  private static void unsigned(@Nullable UnitAndScaling[] to) {
    row(0x01, "1", "0", Units.COUNT, to);
    row(0x02, "0.1", "0", Units.COUNT, to);
    row(0x03, "0.01", "0", Units.COUNT, to);
    row(0x04, "0.001", "0", Units.COUNT, to);
    row(0x05, "3.05e-05", "0", Units.COUNT, to);
    row(0x06, "0.000305", "0", Units.COUNT, to);
    row(0x07, "0.25", "0", Units.RPM, to);
    row(0x08, "0.01", "0", Units.KILOMETER_PER_HOUR, to);
    row(0x09, "1", "0", Units.KILOMETER_PER_HOUR, to);
    row(0x0A, "0.122", "0", Units.MILLIVOLT, to);
    row(0x0B, "0.001", "0", Units.VOLT, to);
    row(0x0C, "0.01", "0", Units.VOLT, to);
    row(0x0D, "0.00390625", "0", Units.MILLIAMPERE, to);
    row(0x0E, "0.001", "0", Units.AMPERE, to);
    row(0x0F, "0.01", "0", Units.AMPERE, to);
    row(0x10, "1", "0", Units.MILLISECOND, to);
    row(0x11, "100", "0", Units.MILLISECOND, to);
    row(0x12, "1", "0", Units.SECOND, to);
    row(0x13, "1", "0", Units.MILLIOHM, to);
    row(0x14, "1", "0", Units.OHM, to);
    row(0x15, "1", "0", Units.KILOOHM, to);
    row(0x16, "0.1", "-40", Units.DEGREE_CELSIUS, to);
    row(0x17, "0.01", "0", Units.KILOPASCAL, to);
    row(0x18, "0.0117", "0", Units.KILOPASCAL, to);
    row(0x19, "0.079", "0", Units.KILOPASCAL, to);
    row(0x1A, "1", "0", Units.KILOPASCAL, to);
    row(0x1B, "10", "0", Units.KILOPASCAL, to);
    row(0x1C, "0.01", "0", Units.DEGREE, to);
    row(0x1D, "0.5", "0", Units.DEGREE, to);
    row(0x1E, "3.05e-05", "0", Units.RATIO, to);
    row(0x1F, "0.05", "0", Units.RATIO, to);
    row(0x20, "0.00390625", "0", Units.RATIO, to);
    row(0x21, "1", "0", Units.MILLIHERTZ, to);
    row(0x22, "1", "0", Units.HERTZ, to);
    row(0x23, "1", "0", Units.KILOHERTZ, to);
    row(0x24, "1", "0", Units.COUNT, to);
    row(0x25, "1", "0", Units.KILOMETER, to);
    row(0x26, "0.1", "0", Units.MILLIVOLT_PER_MILLISECOND, to);
    row(0x27, "0.01", "0", Units.GRAM_PER_SECOND, to);
    row(0x28, "1", "0", Units.GRAM_PER_SECOND, to);
    row(0x29, "0.25", "0", Units.PASCAL_PER_SECOND, to);
    row(0x2A, "0.001", "0", Units.KILOGRAM_PER_HOUR, to);
    row(0x2B, "1", "0", Units.COUNT, to);
    row(0x2C, "0.01", "0", Units.GRAM, to);
    row(0x2D, "0.01", "0", Units.MILLIGRAM, to);
    row(0x2E, "1", "0", Units.COUNT, to);
    row(0x2F, "0.01", "0", Units.PERCENT, to);
    row(0x30, "0.001526", "0", Units.PERCENT, to);
    row(0x31, "0.001", "0", Units.LITER, to);
    row(0x32, "3.05e-05", "0", Units.INCH, to);
    row(0x33, "0.00024414", "0", Units.RATIO, to);
    row(0x34, "1", "0", Units.MINUTE, to);
    row(0x35, "10", "0", Units.MILLISECOND, to);
    row(0x36, "0.01", "0", Units.GRAM, to);
    row(0x37, "0.1", "0", Units.GRAM, to);
    row(0x38, "1", "0", Units.GRAM, to);
    row(0x39, "0.01", "-327.68", Units.PERCENT, to);
    row(0x3A, "0.001", "0", Units.GRAM, to);
    row(0x3B, "0.0001", "0", Units.GRAM, to);
    row(0x3C, "0.1", "0", Units.MICROSECOND, to);
    row(0x3D, "0.01", "0", Units.MILLIAMPERE, to);
    row(0x3E, "6.103516e-05", "0", Units.SQUARE_MILLIMETER, to);
    row(0x3F, "0.01", "0", Units.LITER, to);
    row(0x40, "1", "0", Units.PPM, to);
    row(0x41, "0.01", "0", Units.MICROAMPERE, to);
  }

  private static void signed(@Nullable UnitAndScaling[] to) {
    row(0x81, "1", "0", Units.COUNT, to);
    row(0x82, "0.1", "0", Units.COUNT, to);
    row(0x83, "0.01", "0", Units.COUNT, to);
    row(0x84, "0.001", "0", Units.COUNT, to);
    row(0x85, "3.05e-05", "0", Units.COUNT, to);
    row(0x86, "0.000305", "0", Units.COUNT, to);
    row(0x87, "1", "0", Units.PPM, to);
    row(0x8A, "0.122", "0", Units.MILLIVOLT, to);
    row(0x8B, "0.001", "0", Units.VOLT, to);
    row(0x8C, "0.01", "0", Units.VOLT, to);
    row(0x8D, "0.00390625", "0", Units.MILLIAMPERE, to);
    row(0x8E, "0.001", "0", Units.AMPERE, to);
    row(0x90, "1", "0", Units.MILLISECOND, to);
    row(0x96, "0.1", "0", Units.DEGREE_CELSIUS, to);
    row(0x99, "0.1", "0", Units.KILOPASCAL, to);
    row(0x9C, "0.01", "0", Units.DEGREE, to);
    row(0x9D, "0.5", "0", Units.DEGREE, to);
    row(0xA8, "1", "0", Units.GRAM_PER_SECOND, to);
    row(0xA9, "0.25", "0", Units.PASCAL_PER_SECOND, to);
    row(0xAD, "0.01", "0", Units.MILLIGRAM, to);
    row(0xAE, "0.1", "0", Units.MILLIGRAM, to);
    row(0xAF, "0.01", "0", Units.PERCENT, to);
    row(0xB0, "0.003052", "0", Units.PERCENT, to);
    row(0xB1, "2", "0", Units.MILLIVOLT_PER_SECOND, to);
    row(0xFC, "0.01", "0", Units.KILOPASCAL, to);
    row(0xFD, "0.001", "0", Units.KILOPASCAL, to);
    row(0xFE, "0.25", "0", Units.PASCAL, to);
  }

  private static void row(
      int id, String scale, String offset, Unit unit, @Nullable UnitAndScaling[] to) {
    to[id] = UnitAndScaling.row(id, scale, offset, unit);
  }
}
