package io.obdio.sim.elm327;

import io.obdio.sim.BusProtocol;
import org.jspecify.annotations.Nullable;

/** The protocol numbers of STP, in addition to the digits of the ELM327. */
final class StnProtocol {

  private record Row(String number, BusProtocol protocol) {}

  /** The number that STPR prints is first. */
  private static final Row[] ROWS = {
    new Row("11", BusProtocol.J1850_PWM),
    new Row("12", BusProtocol.J1850_VPW),
    new Row("21", BusProtocol.ISO_9141),
    new Row("22", BusProtocol.KWP_SLOW),
    new Row("23", BusProtocol.KWP_FAST),
    new Row("33", BusProtocol.CAN_11_500),
    new Row("31", BusProtocol.CAN_11_500),
    new Row("34", BusProtocol.CAN_29_500),
    new Row("32", BusProtocol.CAN_29_500),
    new Row("35", BusProtocol.CAN_11_250),
    new Row("36", BusProtocol.CAN_29_250),
    new Row("42", BusProtocol.J1939),
  };

  private StnProtocol() {}

  static @Nullable BusProtocol ofNumber(String number) {
    for (Row row : ROWS) {
      if (row.number.equals(number)) {
        return row.protocol;
      }
    }
    return null;
  }

  static String number(@Nullable BusProtocol protocol) {
    for (Row row : ROWS) {
      if (row.protocol == protocol) {
        return row.number;
      }
    }
    return "0";
  }

  static String title(@Nullable BusProtocol protocol) {
    return protocol == null ? "AUTO" : protocol.title();
  }
}
