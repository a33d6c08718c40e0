package io.obdio.isotp.transport;

import io.obdio.core.transport.Protocol;
import io.obdio.isotp.transport.ObdOptions.IdFormat;

/** The protocols of ISO 15765-4, with the names of the ELM327. */
final class CanProtocols {

  private CanProtocols() {}

  /**
   * Returns a protocol. Its id is the ELM327's digit for the four protocols of ISO 15765-4, {@code
   * can} for others.
   */
  static Protocol of(IdFormat ids, int bitRate, String note) {
    boolean base = ids == IdFormat.BITS_11;
    String id =
        switch (bitRate) {
          case 500_000 -> base ? "6" : "7";
          case 250_000 -> base ? "8" : "9";
          default -> "can";
        };
    String name = "ISO 15765-4 (CAN " + (base ? 11 : 29) + "/" + bitRate / 1000 + ")";
    return new Protocol(id, note.isEmpty() ? name : name + ", " + note, true);
  }
}
