package io.obdio.sim.elm327;

import java.util.ArrayList;
import java.util.List;

/** The settings that only ST commands change. */
final class StnSettings {

  /** A filter for identifiers. */
  record Filter(int pattern, int mask) {
    boolean matches(int id) {
      return (id & mask) == (pattern & mask);
    }
  }

  /** The identifier of flow control for frames with another identifier. */
  record FlowControlPair(int transmit, int receive) {}

  private static final int MOST = 64;

  /** The bit rate instead of that of the protocol, in bit/s; 0 for none (STPBR). */
  int bitRate;

  /** How long a long request waits for flow control, in ms (STCTOR). */
  int flowControlTimeout = 75;

  final List<Filter> pass = new ArrayList<>();
  final List<Filter> block = new ArrayList<>();
  final List<FlowControlPair> flowControl = new ArrayList<>();

  /**
   * Adds an element to a list.
   *
   * @return false if the adapter's memory is full
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
