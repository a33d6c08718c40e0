package io.obdio.sim.elm327;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.bus.LegacyChecksum;
import java.util.Arrays;

/** The text form of messages on J1850 and the K-line. */
final class LegacyText {

  private LegacyText() {}

  /** Returns 3, or 4 for KWP messages with a separate length byte. */
  static int headerLength(BusProtocol protocol, byte[] message) {
    return protocol.isKwp() && (message[0] & 0x3F) == 0 ? 4 : 3;
  }

  /**
   * Returns the line of a message.
   *
   * @param message with header and checksum
   */
  static String line(ElmSettings s, BusProtocol protocol, byte[] message) {
    int length = message.length;
    StringBuilder line = new StringBuilder(3 * length);
    HexText.append(
        line,
        message,
        s.headers ? 0 : headerLength(protocol, message),
        s.headers ? length : length - 1,
        s.spaces);
    int expected = LegacyChecksum.of(protocol, Arrays.copyOf(message, length - 1));
    if ((message[length - 1] & 0xFF) != expected) {
      line.append("<DATA ERROR");
    }
    return line.toString();
  }
}
