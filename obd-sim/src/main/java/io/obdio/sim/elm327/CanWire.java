package io.obdio.sim.elm327;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.bus.J1939;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the adapter's CAN controller. Protocols 6 to 9 are fixed; protocol A takes
 * its bit rate from PP 2B; protocols B and C are set by AT PB or PP 2C to 2F (data sheet,
 * programmable parameters).
 *
 * @param extended whether it sends 29-bit identifiers
 * @param both whether it receives identifiers of both lengths
 * @param bitRate in bit/s
 * @param format the format of the data bytes
 * @param variableDlc whether frames are as long as their data instead of 8 bytes
 */
record CanWire(boolean extended, boolean both, int bitRate, Format format, boolean variableDlc) {

  /** The formats of the data bytes. */
  enum Format {
    NONE,
    ISO_15765,
    J1939
  }

  private static final int TOP_RATE = 500_000;

  /** Returns the configuration for a protocol; null if the protocol is not CAN. */
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
   * Reads the bits of PP 2C: 7 identifier length, 6 variable DLC, 5 both lengths received, 4 bit
   * rate times 8/7, 2 to 0 format.
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

  /** Returns a copy with another bit rate. */
  CanWire at(int otherRate) {
    return new CanWire(extended, both, otherRate, format, variableDlc);
  }

  boolean j1939() {
    return format == Format.J1939;
  }

  /** Returns whether CAF 1 adds PCI bytes. */
  boolean segments() {
    return format == Format.ISO_15765;
  }

  /** Returns whether a vehicle's bus has the same bit rate, so that frames are acknowledged. */
  boolean reaches(BusProtocol car) {
    return car.isCan() && car.bitRate() == bitRate;
  }

  /** Returns the text in the parentheses of AT DP: {@code CAN 11/125}. */
  String title() {
    return "CAN " + (extended ? 29 : 11) + "/" + (bitRate + 500) / 1000;
  }
}
