package io.obdio.sim.ecu;

import io.obdio.core.message.EcuAddress;

/**
 * Where an ECU listens and speaks on the several buses.
 *
 * @param can11Request the 11 bit identifier of requests to it, such as 7E0
 * @param can11Answer the 11 bit identifier of its answers, such as 7E8
 * @param node its address byte: in 29 bit identifiers (18DAxxF1, 18DAF1xx) and in the headers of
 *     the older buses, such as 10
 */
public record EcuAddresses(int can11Request, int can11Answer, int node) {

  /** 11 bit identifier of requests to all ECUs (ISO 15765-4). */
  public static final int CAN_11_FUNCTIONAL = 0x7DF;

  /** 29 bit identifier of requests to all ECUs (ISO 15765-4). */
  public static final int CAN_29_FUNCTIONAL = 0x18DB33F1;

  /** Checks the ranges. */
  public EcuAddresses {
    if (EcuAddress.can11(can11Request).equals(EcuAddress.can11(can11Answer))) {
      throw new IllegalArgumentException("request and answer identifier are the same");
    }
    if (node < 0 || node > 0xFF) {
      throw new IllegalArgumentException("address byte out of range: " + node);
    }
  }

  /** The address of requests to it: 7E0, 18DA10F1 or 10. */
  public EcuAddress request(EcuAddress.Kind kind) {
    return switch (kind) {
      case CAN_11 -> EcuAddress.can11(can11Request);
      case CAN_29 -> EcuAddress.can29(0x18DA00F1 | node << 8);
      case BYTE -> EcuAddress.ofByte(node);
      case ADAPTER -> throw new IllegalArgumentException("an ECU is no adapter");
    };
  }

  /** The address its answers come from: 7E8, 18DAF110 or 10. */
  public EcuAddress answer(EcuAddress.Kind kind) {
    return switch (kind) {
      case CAN_11 -> EcuAddress.can11(can11Answer);
      case CAN_29 -> EcuAddress.can29(0x18DAF100 | node);
      case BYTE -> EcuAddress.ofByte(node);
      case ADAPTER -> throw new IllegalArgumentException("an ECU is no adapter");
    };
  }
}
