package io.obdio.sim.bus;

import io.obdio.sim.BusProtocol;

/** The checksum of messages on the buses before CAN. */
public final class LegacyChecksum {

  private LegacyChecksum() {}

  /**
   * Returns the CRC of SAE J1850 (polynomial 1D, inverted) or the sum of all bytes on the K-line.
   */
  public static int of(BusProtocol protocol, byte[] bytes) {
    return protocol.bus() == BusProtocol.Bus.J1850 ? crc(bytes) : sum(bytes);
  }

  private static int sum(byte[] bytes) {
    int sum = 0;
    for (byte b : bytes) {
      sum += b;
    }
    return sum & 0xFF;
  }

  private static int crc(byte[] bytes) {
    int crc = 0xFF;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int i = 0; i < 8; i++) {
        crc = (crc & 0x80) != 0 ? crc << 1 ^ 0x1D : crc << 1;
      }
      crc &= 0xFF;
    }
    return ~crc & 0xFF;
  }
}
