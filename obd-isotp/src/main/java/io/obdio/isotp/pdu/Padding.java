package io.obdio.isotp.pdu;

import io.obdio.isotp.can.CanFrame;

/** The padding that is expected of received frames (ISO 15765-2:2016 clause 10.4.2). */
public enum Padding {
  /** No check. */
  ANY,
  /** Frames must have the shortest possible length. */
  NONE,
  /** Frames must be padded to at least 8 bytes. */
  FILLED,
  /** Frames must be padded to at least 8 bytes with the configured byte. */
  FILLED_WITH_BYTE;

  /** Returns the shortest length of a CAN frame, classic or FD, for {@code size} bytes, 0..64. */
  public static int frameLength(int size) {
    if (size <= 8) {
      return size;
    }
    if (size <= 24) {
      return (size + 3) / 4 * 4;
    }
    return size <= 32 ? 32 : size <= 48 ? 48 : 64;
  }

  /**
   * Returns true if a received frame conforms to this rule.
   *
   * @param used the number of bytes before the padding
   * @param minimum the length that frames are padded to if it is more than 8, up to 64
   * @param filler the padding byte, 0..255
   */
  public boolean accepts(CanFrame frame, int used, int minimum, int filler) {
    if (this == ANY) {
      return true;
    }
    int expected = frameLength(this == NONE ? used : Math.max(used, Math.max(8, minimum)));
    if (frame.length() != expected) {
      return false;
    }
    if (this == FILLED_WITH_BYTE) {
      for (int i = used; i < expected; i++) {
        if (frame.at(i) != filler) {
          return false;
        }
      }
    }
    return true;
  }
}
