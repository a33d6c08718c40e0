package io.obdio.core.connection;

import java.util.BitSet;

/**
 * The bit maps of one service that are known so far. The next map exists if its bit is set in the
 * one before (SAE J1979 appendix A). Immutable.
 */
final class MapChain {

  /** A chain of which no map was requested. */
  static final MapChain EMPTY = new MapChain(new BitSet(), 0, 0, false);

  /** The number of ids that a map covers. */
  static final int SPAN = 32;

  private static final int IDS = 0x100;

  /** No further map. */
  private static final int NONE = -1;

  /** How often a map is requested whose response was damaged. */
  private static final int MAX_FAILURES = 2;

  /** Never modified. */
  private final BitSet ids;

  private final int next;
  private final int failures;

  /** Whether the next map was requested and no ECU has answered. */
  private final boolean unanswered;

  private MapChain(BitSet ids, int next, int failures, boolean unanswered) {
    this.ids = ids;
    this.next = next;
    this.failures = failures;
    this.unanswered = unanswered;
  }

  /** Returns whether the maps contain {@code id}, 0..255. */
  Support of(int id) {
    if (ids.get(id)) {
      return Support.SUPPORTED;
    }
    return isComplete() || id < next ? Support.NOT_SUPPORTED : Support.UNKNOWN;
  }

  /** Returns whether no map was requested yet. */
  boolean isEmpty() {
    return next == 0 && !unanswered;
  }

  /** Returns whether no further map exists. */
  boolean isComplete() {
    return next == NONE || unanswered;
  }

  /** Returns the id of the next map, 00, 20 .. E0. */
  int next() {
    if (isComplete()) {
      throw new IllegalStateException("no map is left");
    }
    return next;
  }

  /** Returns whether the first map of both is the same. */
  boolean startsLike(MapChain other) {
    return ids.get(0, SPAN + 1).equals(other.ids.get(0, SPAN + 1));
  }

  /** Returns this chain with the ids of the next map, those of all ECUs together. */
  MapChain with(BitSet found) {
    BitSet all = (BitSet) ids.clone();
    all.or(found);
    int following = next + SPAN;
    return new MapChain(all, following < IDS && all.get(following) ? following : NONE, 0, false);
  }

  /** Returns this chain after no ECU has sent the next map. */
  MapChain withoutAnswer() {
    return new MapChain(ids, next, failures, true);
  }

  /** Returns this chain after the exchange failed, so that the map may be requested again. */
  MapChain withFailure() {
    boolean last = failures + 1 >= MAX_FAILURES;
    return new MapChain(ids, next, failures + 1, last);
  }

  /** Returns this chain after the vehicle was absent: an unanswered map may be requested again. */
  MapChain afterAbsence() {
    return unanswered ? new MapChain(ids, next, 0, false) : this;
  }
}
