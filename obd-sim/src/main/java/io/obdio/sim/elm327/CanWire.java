package io.obdio.sim.elm327;

import io.obdio.sim.bus.BusProtocol;
import io.obdio.sim.bus.J1939;
import org.jspecify.annotations.Nullable;

/**
 * What the adapter's CAN controller is set to. Protocols 6 to 9 are fixed; A takes its rate from PP
 * 2B; B and C are what AT PB or PP 2C to 2F say (data sheet, programmable parameters).
 *
 * @param extended true if it sends identifiers of 29 bits
 * @param both true if it hears identifiers of either length
 * @param bitRate in bits per second
 * @param format who makes and reads the bytes that are no data
 * @param variableDlc true if frames are as long as their data, not always 8 bytes
 */
record CanWire(boolean extended, boolean both, int bitRate, Format format, boolean variableDlc) {

  /** What the bytes of a frame mean. */
  enum Format {
    NONE,
    ISO_15765,
    J1939
  }

  private static final int TOP_RATE = 500_000;

  /** Of a protocol with these settings; null if it is none of CAN. */
  static @Nullable CanWire of(BusProtocol p, ElmSettings s, ProgrammableParameters pp) {
    return switch (p) {
      case CAN_11_500, CAN_29_500, CAN_11_250, CAN_29_250 ->
          new CanWire(p.extended(), false, p.bitRate(), Format.ISO_15765, false);
      case J1939 ->
          new CanWire(true, false, TOP_RATE / divisor(pp.value(0x2B)), Format.J1939, true);
      case USER1 ->
          s.userOptions == ElmSettings.NONE
              ? user(pp.value(0x2C), pp.value(0x2D))
              : user(s.userOptions, s.userDivisor);
      case USER2 -> user(pp.value(0x2E), pp.value(0x2F));
      default -> null;
    };
  }

  private static int divisor(int value) {
    return Math.max(1, value);
  }

  /**
   * The bits of PP 2C: 7 length sent, 6 variable DLC, 5 both heard, 4 rate by 8/7, 2 to 0 format.
   */
  private static CanWire user(int options, int rateDivisor) {
    int rate = TOP_RATE / divisor(rateDivisor);
    Format format =
        switch (options & 0x07) {
          case 1 -> Format.ISO_15765;
          case 2 -> Format.J1939;
          default -> Format.NONE;
        };
    return new CanWire(
        (options & 0x80) == 0,
        (options & 0x20) != 0,
        (options & 0x10) == 0 ? rate : (int) (rate * 8L / 7),
        format,
        (options & 0x40) != 0);
  }

  /** The same at another rate. */
  CanWire at(int otherRate) {
    return new CanWire(extended, both, otherRate, format, variableDlc);
  }

  boolean j1939() {
    return format == Format.J1939;
  }

  /** True if CAF 1 makes PCI bytes. */
  boolean segments() {
    return format == Format.ISO_15765;
  }

  /** True if it is the same wire at the same speed: frames are acknowledged, if not understood. */
  boolean reaches(BusProtocol car) {
    return car.isCan() && car.bitRate() == bitRate;
  }

  /** As it stands between the parentheses of AT DP: {@code CAN 11/125}. */
  String title() {
    return "CAN " + (extended ? 29 : 11) + "/" + (bitRate + 500) / 1000;
  }
}
