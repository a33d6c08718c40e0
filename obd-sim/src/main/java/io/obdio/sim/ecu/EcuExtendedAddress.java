package io.obdio.sim.ecu;

/**
 * An additional address of an ECU with extended addressing (ISO 15765-2), where the first byte of
 * each frame is the address of the receiver. Several ECUs usually share one request identifier.
 *
 * @param request the 11-bit identifier of requests, such as 6F1
 * @param answer the 11-bit identifier of answers, such as 612
 * @param address the first byte of requests, such as 12
 * @param tester the first byte of answers, such as F1
 */
public record EcuExtendedAddress(int request, int answer, int address, int tester) {

  private static final int MAX_ID = 0x7FF;

  /** Checks the ranges. */
  public EcuExtendedAddress {
    if (request < 0 || request > MAX_ID || answer < 0 || answer > MAX_ID || request == answer) {
      throw new IllegalArgumentException(
          "request and answer must be two different 11-bit identifiers");
    }
    if (address < 0 || address > 0xFF || tester < 0 || tester > 0xFF) {
      throw new IllegalArgumentException("address byte out of range: " + address + ", " + tester);
    }
  }

  /** Creates an address whose answers begin with the lower eight bits of {@code request}. */
  public EcuExtendedAddress(int request, int answer, int address) {
    this(request, answer, address, request & 0xFF);
  }
}
