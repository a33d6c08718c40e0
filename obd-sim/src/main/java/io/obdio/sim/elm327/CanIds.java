package io.obdio.sim.elm327;

import io.obdio.isotp.can.CanId;

/** The identifiers of sent frames. */
final class CanIds {

  private static final int FUNCTIONAL_11 = 0x7DF;
  private static final int FUNCTIONAL_29 = 0xDB33F1;
  private static final int J1939_REQUEST = 0xEAFFF9;

  private CanIds() {}

  /** Returns the identifier of a request: {@code given}, or that of the settings if it is NONE. */
  static CanId request(ElmSettings s, CanWire wire, int given) {
    if (given != ElmSettings.NONE) {
      return of(wire.extended(), given);
    }
    if (!wire.extended()) {
      return CanId.base(s.header == ElmSettings.NONE ? FUNCTIONAL_11 : s.header & CanId.MAX_BASE);
    }
    int standard = wire.j1939() ? J1939_REQUEST : FUNCTIONAL_29;
    int low = s.header == ElmSettings.NONE ? standard : s.header & 0xFFFFFF;
    int top = s.priority == ElmSettings.NONE ? 0x18 : s.priority & 0x1F;
    return CanId.extended(top << 24 | low);
  }

  /**
   * Returns the identifier of flow control for a frame with identifier {@code answer} (ISO
   * 15765-4).
   */
  static CanId flowControl(CanId answer) {
    int v = answer.value();
    return answer.extended()
        ? CanId.extended(v & 0x1FFF0000 | (v & 0xFF) << 8 | v >> 8 & 0xFF)
        : CanId.base(v - 8 & CanId.MAX_BASE);
  }

  static CanId of(boolean extended, int value) {
    return extended
        ? CanId.extended(value & CanId.MAX_EXTENDED)
        : CanId.base(value & CanId.MAX_BASE);
  }
}
