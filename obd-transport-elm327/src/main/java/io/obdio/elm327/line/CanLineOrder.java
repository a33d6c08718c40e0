package io.obdio.elm327.line;

import io.obdio.isotp.can.CanFrame;
import java.util.Collections;
import java.util.List;

/**
 * The order of consecutive frames that an adapter printed in a wrong one. A bus never reorders the
 * frames of one identifier; adapters that buffer two channels do.
 */
final class CanLineOrder {

  private static final int CONSECUTIVE = 2;

  private CanLineOrder() {}

  /**
   * Exchanges adjacent frames of one identifier (others may be between them) whose sequence numbers
   * are in the wrong order, until there are none. Numbers wrap from F to 0: a number is less than
   * another if it is less than half a turn behind.
   */
  static void sort(List<CanFrame> frames) {
    boolean changed = true;
    for (int round = 0; changed && round < frames.size(); round++) {
      changed = false;
      for (int i = 0; i < frames.size(); i++) {
        int next = nextOf(frames, i);
        if (next > 0 && isBefore(frames.get(next), frames.get(i))) {
          Collections.swap(frames, i, next);
          changed = true;
        }
      }
    }
  }

  private static int nextOf(List<CanFrame> frames, int from) {
    for (int i = from + 1; i < frames.size(); i++) {
      if (frames.get(i).id().equals(frames.get(from).id())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBefore(CanFrame later, CanFrame earlier) {
    if (later.at(0) >> 4 == 1 && earlier.at(0) >> 4 == CONSECUTIVE) {
      return true;
    }
    if (later.at(0) >> 4 != CONSECUTIVE || earlier.at(0) >> 4 != CONSECUTIVE) {
      return false;
    }
    int ahead = earlier.at(0) - later.at(0) & 0xF;
    return ahead > 0 && ahead < 8;
  }
}
