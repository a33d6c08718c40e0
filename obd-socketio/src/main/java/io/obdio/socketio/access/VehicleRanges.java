package io.obdio.socketio.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The ranges of ids in which the vehicles of some patterns are, so that a search in a sorted list
 * skips all others. Immutable.
 *
 * @param ranges in ascending order, without common ids
 */
public record VehicleRanges(List<Range> ranges) {

  /** Greater than every character of an id. */
  private static final char AFTER_ALL = '\uffff';

  /** The smallest character: an id followed by it is the next text in the order of texts. */
  private static final char FIRST = '\0';

  /**
   * A range of ids.
   *
   * @param from the smallest id that can match
   * @param to greater than all ids of the range
   * @param patterns of which an id must match one; empty if all ids of the range match
   */
  public record Range(String from, String to, List<VehiclePattern> patterns) {

    /** Copies the list. */
    public Range {
      patterns = List.copyOf(patterns);
    }

    private static Range of(VehiclePattern pattern) {
      String prefix = pattern.prefix();
      String to = prefix + (pattern.isId() ? FIRST : AFTER_ALL);
      return new Range(prefix, to, List.of(pattern));
    }

    /** Returns the range of both; the other one begins in this one. */
    private Range with(Range other) {
      List<VehiclePattern> all = new ArrayList<>(patterns);
      all.addAll(other.patterns);
      return new Range(from, to.compareTo(other.to) > 0 ? to : other.to, all);
    }
  }

  /** Copies the list. */
  public VehicleRanges {
    ranges = List.copyOf(ranges);
  }

  /**
   * Returns the ranges of patterns.
   *
   * @param patterns empty for all vehicles
   */
  public static VehicleRanges of(Collection<VehiclePattern> patterns) {
    if (patterns.isEmpty()) {
      return new VehicleRanges(List.of(new Range("", String.valueOf(AFTER_ALL), List.of())));
    }
    List<Range> sorted =
        patterns.stream().map(Range::of).sorted(Comparator.comparing(Range::from)).toList();
    List<Range> joined = new ArrayList<>();
    for (Range next : sorted) {
      int last = joined.size() - 1;
      if (last >= 0 && next.from().compareTo(joined.get(last).to()) < 0) {
        joined.set(last, joined.get(last).with(next));
      } else {
        joined.add(next);
      }
    }
    return new VehicleRanges(joined);
  }

  /** Returns the smallest text that is greater than an id. */
  public static String after(String id) {
    return id + FIRST;
  }
}
