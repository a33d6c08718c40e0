package io.obdio.sim.elm327;

import io.obdio.isotp.can.CanFrame;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.bus.LegacyChecksum;
import java.util.Arrays;

/**
 * The buffer of AT BD: the length and the first twelve bytes of the last message. A CAN message has
 * four bytes of identifier before its data.
 */
final class ObdBuffer {

  private static final int SIZE = 12;

  private final byte[] bytes = new byte[SIZE];
  private int length;

  void store(byte[] message) {
    length = message.length & 0xFF;
    System.arraycopy(message, 0, bytes, 0, Math.min(SIZE, message.length));
  }

  void store(CanFrame frame) {
    int id = frame.id().value();
    byte[] message = new byte[4 + frame.length()];
    for (int i = 0; i < 4; i++) {
      message[i] = (byte) (id >> 8 * (3 - i));
    }
    System.arraycopy(frame.data(), 0, message, 4, frame.length());
    store(message);
  }

  /** Stores a sent message of J1850 or the K-line and adds its checksum. */
  void store(int[] header, byte[] data, BusProtocol protocol) {
    byte[] message = new byte[header.length + data.length];
    for (int i = 0; i < header.length; i++) {
      message[i] = (byte) header[i];
    }
    System.arraycopy(data, 0, message, header.length, data.length);
    byte[] whole = Arrays.copyOf(message, message.length + 1);
    whole[message.length] = (byte) LegacyChecksum.of(protocol, message);
    store(whole);
  }

  /**
   * Returns the length and all twelve bytes; bytes after the message are those of earlier messages.
   */
  String dump(boolean spaces) {
    StringBuilder line = new StringBuilder(3 * SIZE + 3);
    HexText.append(line, length, spaces);
    HexText.append(line, bytes, 0, SIZE, spaces);
    return line.toString();
  }
}
