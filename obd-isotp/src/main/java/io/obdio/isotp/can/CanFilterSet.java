package io.obdio.isotp.can;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A set of filters whose check takes constant time for 11-bit identifiers (a bit map) and
 * logarithmic time for exact 29-bit identifiers (a sorted table). Immutable.
 */
public final class CanFilterSet {

  /** The set that no frame passes. */
  public static final CanFilterSet NOTHING = new CanFilterSet(List.of());

  private final long[] base = new long[(CanId.MAX_BASE + 1) / Long.SIZE];
  private final int[] exactExtended;
  private final CanFilter[] others;

  /** Creates a set; copies the filters. */
  public CanFilterSet(Collection<CanFilter> filters) {
    List<CanFilter> rest = new ArrayList<>();
    int[] exact = new int[filters.size()];
    int count = 0;
    for (CanFilter filter : filters) {
      if (filter.errors()) {
        rest.add(filter);
      } else if (!filter.id().extended()) {
        markBase(filter);
      } else if ((filter.mask() & CanId.MAX_EXTENDED) == CanId.MAX_EXTENDED) {
        exact[count++] = filter.id().value();
      } else {
        rest.add(filter);
      }
    }
    exactExtended = Arrays.copyOf(exact, count);
    Arrays.sort(exactExtended);
    others = rest.toArray(CanFilter[]::new);
  }

  private void markBase(CanFilter filter) {
    if ((filter.mask() & CanId.MAX_BASE) == CanId.MAX_BASE) {
      base[filter.id().value() >> 6] |= 1L << filter.id().value();
      return;
    }
    for (int id = 0; id <= CanId.MAX_BASE; id++) {
      if (((id ^ filter.id().value()) & filter.mask()) == 0) {
        base[id >> 6] |= 1L << id;
      }
    }
  }

  /** Returns true if the frame passes at least one filter. */
  public boolean matches(CanFrame frame) {
    if (frame.kind() != CanFrame.Kind.ERROR) {
      int id = frame.id().value();
      if (!frame.id().extended()) {
        return (base[id >> 6] >> id & 1) != 0;
      }
      if (exactExtended.length > 0 && Arrays.binarySearch(exactExtended, id) >= 0) {
        return true;
      }
    }
    for (CanFilter filter : others) {
      if (filter.matches(frame)) {
        return true;
      }
    }
    return false;
  }
}
