package io.obdio.sim.ecu;

/**
 * A second way to an ECU: extended addressing (ISO 15765-2), where the first byte of each frame is
 * the address of the node it is for. Makers use it with one identifier for all requests.
 *
 * @param request 11 bit identifier of requests, such as 6F1; its lower eight bits are the tester's
 *     address, which answers begin with
 * @param answer 11 bit identifier of answers, such as 612
 * @param address the byte that requests begin with, such as 12
 */
public record ExtendedAddress(int request, int answer, int address) {

  private static final int MAX_ID = 0x7FF;

  /** Checks the ranges. */
  public ExtendedAddress {
    if (request < 0 || request > MAX_ID || answer < 0 || answer > MAX_ID || request == answer) {
      throw new IllegalArgumentException("two different identifiers of 11 bits are needed");
    }
    if (address < 0 || address > 0xFF) {
      throw new IllegalArgumentException("address byte out of range: " + address);
    }
  }

  /** The byte that answers begin with. */
  public int tester() {
    return request & 0xFF;
  }
}
