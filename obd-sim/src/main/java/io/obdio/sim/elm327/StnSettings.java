package io.obdio.sim.elm327;

import java.util.ArrayList;
import java.util.List;

/** What only the ST commands set. */
final class StnSettings {

  /** Which identifiers a filter means. */
  record Filter(int pattern, int mask) {
    boolean matches(int id) {
      return (id & mask) == (pattern & mask);
    }
  }

  /** The identifier flow control goes out with, for frames that come with another. */
  record FlowControlPair(int transmit, int receive) {}

  private static final int MOST = 64;

  /** Of the protocol instead of its own, in bits per second; 0 for its own (STPBR). */
  int bitRate;

  /** How long a long request waits for flow control, in ms (STCTOR). */
  int flowControlTimeout = 75;

  final List<Filter> pass = new ArrayList<>();
  final List<Filter> block = new ArrayList<>();
  final List<FlowControlPair> flowControl = new ArrayList<>();

  /**
   * Adds to one of the lists.
   *
   * @return false if the chip's memory is full
   */
  static <T> boolean add(List<T> list, T element) {
    return list.size() < MOST && list.add(element);
  }

  void reset() {
    bitRate = 0;
    flowControlTimeout = 75;
    pass.clear();
    block.clear();
    flowControl.clear();
  }
}
