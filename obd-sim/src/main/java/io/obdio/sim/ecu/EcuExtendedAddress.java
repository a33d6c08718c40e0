package io.obdio.sim.ecu;

/**
 * An additional address of an ECU with extended addressing (ISO 15765-2), where the first byte of
 * each frame is the address of the receiver. Several ECUs usually share one request identifier.
 *
 * @param request the 11-bit identifier of requests, such as 6F1; its lower eight bits are the
 *     tester's address, the first byte of answers
 * @param answer the 11-bit identifier of answers, such as 612
 * @param address the first byte of requests, such as 12
 */
public record EcuExtendedAddress(int request, int answer, int address) {

  private static final int MAX_ID = 0x7FF;

  /** Checks the ranges. */
  public EcuExtendedAddress {
    if (request < 0 || request > MAX_ID || answer < 0 || answer > MAX_ID || request == answer) {
      throw new IllegalArgumentException(
          "request and answer must be two different 11-bit identifiers");
    }
    if (address < 0 || address > 0xFF) {
      throw new IllegalArgumentException("address byte out of range: " + address);
    }
  }

  /** Returns the first byte of answers. */
  public int tester() {
    return request & 0xFF;
  }
}
