package io.obdio.elm327;

import java.util.BitSet;

/**
 * The consecutive requests that the vehicle has not answered, after which it is probed. Only
 * services that it has answered before are counted: a vehicle need not have the others, as the
 * search for bit maps shows. Not thread-safe.
 */
final class UnansweredRequests {

  private static final int MAX = 3;
  private static final int CURRENT_DATA = 0x01;

  private final BitSet services = new BitSet(256);
  private int count;

  /** Notes that the vehicle was found: it has answered the probe. */
  void found() {
    answered(CURRENT_DATA);
  }

  /** Notes that the vehicle has answered a request of {@code service}, 0..255. */
  void answered(int service) {
    services.set(service);
    count = 0;
  }

  /**
   * Notes that the vehicle has not answered a request of {@code service}, 0..255.
   *
   * @return whether the vehicle should be probed
   */
  boolean unanswered(int service) {
    if (services.get(service)) {
      count++;
    }
    boolean probe = count >= MAX;
    count = probe ? 0 : count;
    return probe;
  }
}
