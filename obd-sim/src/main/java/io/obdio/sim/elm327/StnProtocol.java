package io.obdio.sim.elm327;

import org.jspecify.annotations.Nullable;

/** The protocol numbers of STP, beside the ELM327's digits. */
final class StnProtocol {

  private record Row(String number, ElmProtocol protocol) {}

  /** The number that STPR prints stands first. */
  private static final Row[] ROWS = {
    new Row("11", ElmProtocol.J1850_PWM),
    new Row("12", ElmProtocol.J1850_VPW),
    new Row("21", ElmProtocol.ISO_9141),
    new Row("22", ElmProtocol.KWP_SLOW),
    new Row("23", ElmProtocol.KWP_FAST),
    new Row("33", ElmProtocol.CAN_11_500),
    new Row("31", ElmProtocol.CAN_11_500),
    new Row("34", ElmProtocol.CAN_29_500),
    new Row("32", ElmProtocol.CAN_29_500),
    new Row("35", ElmProtocol.CAN_11_250),
    new Row("36", ElmProtocol.CAN_29_250),
    new Row("42", ElmProtocol.J1939),
  };

  private StnProtocol() {}

  static @Nullable ElmProtocol ofNumber(String number) {
    for (Row row : ROWS) {
      if (row.number.equals(number)) {
        return row.protocol;
      }
    }
    return null;
  }

  static String number(@Nullable ElmProtocol protocol) {
    for (Row row : ROWS) {
      if (row.protocol == protocol) {
        return row.number;
      }
    }
    return "0";
  }

  static String title(@Nullable ElmProtocol protocol) {
    return protocol == null ? "AUTO" : protocol.title();
  }
}
