package io.obdio.elm327.line;

/** The check bytes of the older buses. */
public final class Checksums {

  private static final byte[] CRC = new byte[256];

  static {
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x80) != 0 ? crc << 1 ^ 0x1D : crc << 1;
      }
      CRC[i] = (byte) crc;
    }
  }

  private Checksums() {}

  /**
   * Returns the CRC of SAE J1850 over the first {@code count} bytes: polynomial 1D, preset FF,
   * inverted.
   */
  public static int j1850Crc(byte[] bytes, int count) {
    int crc = 0xFF;
    for (int i = 0; i < count; i++) {
      crc = CRC[(crc ^ bytes[i]) & 0xFF] & 0xFF;
    }
    return ~crc & 0xFF;
  }

  /**
   * Returns the checksum of ISO 9141-2 and ISO 14230-2 over the first {@code count} bytes: the low
   * eight bits of their sum.
   */
  public static int sum(byte[] bytes, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += bytes[i];
    }
    return sum & 0xFF;
  }
}
