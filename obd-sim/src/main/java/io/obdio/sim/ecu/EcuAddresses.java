package io.obdio.sim.ecu;

import io.obdio.core.message.EcuAddress;
import io.obdio.sim.vehicle.EcuKind;

/**
 * The addresses of an ECU on the several buses.
 *
 * @param can11Request the 11-bit identifier of requests to it, such as 7E0
 * @param can11Answer the 11-bit identifier of its answers, such as 7E8
 * @param can29Request the 29-bit identifier of requests to it, such as 18DA10F1
 * @param can29Answer the 29-bit identifier of its answers, such as 18DAF110
 * @param node its address in the message headers of the older buses, 0 to FF, such as 10
 * @param functional whether it answers requests to all ECUs
 */
public record EcuAddresses(
    int can11Request,
    int can11Answer,
    int can29Request,
    int can29Answer,
    int node,
    boolean functional) {

  /** 11-bit identifier of requests to all ECUs (ISO 15765-4). */
  public static final int CAN_11_FUNCTIONAL = 0x7DF;

  /** 29-bit identifier of requests to all ECUs (ISO 15765-4). */
  public static final int CAN_29_FUNCTIONAL = 0x18DB33F1;

  /** Checks the ranges. */
  public EcuAddresses {
    if (EcuAddress.can11(can11Request).equals(EcuAddress.can11(can11Answer))
        || EcuAddress.can29(can29Request).equals(EcuAddress.can29(can29Answer))) {
      throw new IllegalArgumentException("request and answer identifier are the same");
    }
    if (node < 0 || node > 0xFF) {
      throw new IllegalArgumentException("address out of range: " + node);
    }
  }

  /**
   * Creates the addresses of an ECU that answers requests to all ECUs. Its 29-bit identifiers are
   * those of ISO 15765-4: 18DAxxF1 and 18DAF1xx.
   */
  public EcuAddresses(int can11Request, int can11Answer, int node) {
    this(can11Request, can11Answer, 0x18DA00F1 | node << 8, 0x18DAF100 | node, node, true);
  }

  /** Returns the usual addresses of an ECU. */
  public static EcuAddresses of(EcuKind kind) {
    return switch (kind) {
      case ENGINE -> new EcuAddresses(0x7E0, 0x7E8, 0x10);
      case TRANSMISSION -> new EcuAddresses(0x7E1, 0x7E9, 0x18);
      case ABS -> new EcuAddresses(0x7E2, 0x7EA, 0x28);
      case EV_BATTERY -> new EcuAddresses(0x7E4, 0x7EC, 0x44);
    };
  }

  /** Returns a copy with the given 29-bit identifiers. */
  public EcuAddresses withCan29(int request, int answer) {
    return new EcuAddresses(can11Request, can11Answer, request, answer, node, functional);
  }

  /** Returns a copy that answers requests to all ECUs, or ignores them. */
  public EcuAddresses withFunctional(boolean answers) {
    return new EcuAddresses(can11Request, can11Answer, can29Request, can29Answer, node, answers);
  }

  /** Returns the address of requests to the ECU: 7E0, 18DA10F1 or 10. */
  public EcuAddress request(EcuAddress.Kind kind) {
    return switch (kind) {
      case CAN_11 -> EcuAddress.can11(can11Request);
      case CAN_29 -> EcuAddress.can29(can29Request);
      case BYTE -> EcuAddress.ofByte(node);
      case ADAPTER -> throw new IllegalArgumentException("an adapter has no ECU address");
    };
  }

  /** Returns the address of the ECU's answers: 7E8, 18DAF110 or 10. */
  public EcuAddress answer(EcuAddress.Kind kind) {
    return switch (kind) {
      case CAN_11 -> EcuAddress.can11(can11Answer);
      case CAN_29 -> EcuAddress.can29(can29Answer);
      case BYTE -> EcuAddress.ofByte(node);
      case ADAPTER -> throw new IllegalArgumentException("an adapter has no ECU address");
    };
  }
}
