package io.obdio.isotp.can;

/**
 * The bit rates of a bus, and the transmission times that follow: by the frame formats of ISO
 * 11898-1 with the maximum number of stuff bits and the three bits of intermission.
 *
 * @param nominal bit/s of the arbitration phase and of classic frames
 * @param data bit/s of the data phase of FD frames with bit rate switch
 */
public record CanBitRate(int nominal, int data) {

  private static final long SECOND = 1_000_000_000L;

  /** Checks that both rates are positive. */
  public CanBitRate {
    if (nominal <= 0 || data <= 0) {
      throw new IllegalArgumentException("bit rates of " + nominal + " and " + data + " bit/s");
    }
  }

  /** Returns the rates of a classic bus. */
  public static CanBitRate classic(int bitsPerSecond) {
    return new CanBitRate(bitsPerSecond, bitsPerSecond);
  }

  /** Returns the transmission time of a frame in nanoseconds, rounded up. */
  public long nanos(CanFrame frame) {
    long fast = frame.kind() == CanFrame.Kind.FD && frame.bitRateSwitch() ? fdDataBits(frame) : 0;
    long slow = bits(frame) - fast;
    return ceilDiv(slow * SECOND, nominal) + ceilDiv(fast * SECOND, data);
  }

  /** Returns the number of bits of a frame, both phases together. */
  public static int bits(CanFrame frame) {
    return switch (frame.kind()) {
      case DATA -> classicBits(frame.id().extended(), frame.length());
      case REMOTE -> classicBits(frame.id().extended(), 0);
      case FD -> fdArbitrationBits(frame) + fdDataBits(frame);
      // Superposed error flags (the maximum), error delimiter and intermission.
      case ERROR -> 12 + 8 + 3;
    };
  }

  private static int classicBits(boolean extended, int bytes) {
    // Stuffing covers start of frame to CRC: at most one bit after each four beyond the first.
    int stuffed = (extended ? 54 : 34) + 8 * bytes;
    int delimitersAckEndAndIntermission = 1 + 2 + 7 + 3;
    return stuffed + (stuffed - 1) / 4 + delimitersAckEndAndIntermission;
  }

  /**
   * Returns the bits of the nominal rate: start of frame up to BRS, with stuff bits; then CRC
   * delimiter, ACK, end, intermission.
   */
  private static int fdArbitrationBits(CanFrame frame) {
    int head = frame.id().extended() ? 36 : 17;
    return head + (head - 1) / 4 + 1 + 2 + 7 + 3;
  }

  /**
   * Returns the bits of the data rate: ESI, DLC, data with stuff bits, stuff count, CRC with its
   * fixed stuff bits.
   */
  private static int fdDataBits(CanFrame frame) {
    int head = frame.id().extended() ? 36 : 17;
    int body = 1 + 4 + 8 * frame.length();
    int stuff = (head + body - 1) / 4 - (head - 1) / 4;
    int crc = frame.length() <= 16 ? 4 + 17 + 6 : 4 + 21 + 7;
    return body + stuff + crc;
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
