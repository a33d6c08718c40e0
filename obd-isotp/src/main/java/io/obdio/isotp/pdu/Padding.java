package io.obdio.isotp.pdu;

import io.obdio.isotp.can.CanFrame;

/** How frames are filled up and what is expected of those received (clause 10.4.2). */
public enum Padding {
  /** Nothing is checked. */
  ANY,
  /** Frames must be no longer than they need to be. */
  NONE,
  /** Frames must be filled up to 8 bytes. */
  FILLED,
  /** Frames must be filled up to 8 bytes, and with the padding byte. */
  FILLED_WITH_BYTE;

  /** The shortest length of a CAN frame, classic or FD, for {@code size} bytes, 0..64. */
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
   * True if a received frame is filled as this rule wants.
   *
   * @param used bytes that mean something
   * @param filler the padding byte, 0..255
   */
  public boolean accepts(CanFrame frame, int used, int filler) {
    if (this == ANY) {
      return true;
    }
    int wanted = frameLength(this == NONE ? used : Math.max(used, 8));
    if (frame.length() != wanted) {
      return false;
    }
    if (this == FILLED_WITH_BYTE) {
      for (int i = used; i < wanted; i++) {
        if (frame.at(i) != filler) {
          return false;
        }
      }
    }
    return true;
  }
}
