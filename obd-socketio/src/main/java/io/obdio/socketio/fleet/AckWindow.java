package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.Acknowledgement;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of the stored batches of one epoch: all up to {@link #seq}, and ranges beyond it. Not
 * safe for use by several threads.
 */
public final class AckWindow {

  /** The largest number of a batch, which every JSON reader represents exactly. */
  static final long MAX_SEQ = (1L << 53) - 1;

  /** The limit of ranges of an acknowledgement; a vehicle sends fewer batches at a time. */
  static final int MAX_RANGES = 64;

  private static final long[] NONE = {};

  private final long epoch;
  private final int maxRanges;
  private long seq;

  /** First and last numbers of the ranges, ascending, neither overlapping nor adjacent. */
  private long[] ranges = NONE;

  /** Creates an empty window of at most {@value #MAX_RANGES} ranges. */
  public AckWindow(long epoch) {
    this(epoch, MAX_RANGES);
  }

  /** Creates an empty window. */
  public AckWindow(long epoch, int maxRanges) {
    this.epoch = epoch;
    this.maxRanges = maxRanges;
  }

  /** Returns the epoch. */
  public long epoch() {
    return epoch;
  }

  /** Returns the number up to which all batches are stored or lost for good; 0 for none. */
  public long seq() {
    return seq;
  }

  /** Returns the stored numbers as an acknowledgement. */
  public Acknowledgement acknowledgement() {
    List<Acknowledgement.Range> also = new ArrayList<>(ranges.length / 2);
    for (int i = 0; i < ranges.length; i += 2) {
      also.add(new Acknowledgement.Range(ranges[i], ranges[i + 1]));
    }
    return new Acknowledgement(epoch, seq, also);
  }

  /** Records the batches of an acknowledgement of the epoch, as far as there is room. */
  public void add(Acknowledgement acknowledgement) {
    boolean unused = add(1, acknowledgement.seq());
    for (Acknowledgement.Range range : acknowledgement.also()) {
      unused &= add(range.from(), range.to());
    }
  }

  /** Returns whether a batch is stored or lost for good. */
  public boolean contains(long number) {
    if (number <= seq) {
      return true;
    }
    for (int i = 0; i < ranges.length && ranges[i] <= number; i += 2) {
      if (number <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Records that everything below a number is stored or lost for good. */
  public void settle(long first) {
    boolean unused = add(seq + 1, Math.min(first, MAX_SEQ) - 1);
  }

  /** Returns whether a number can be recorded. */
  public boolean hasRoomFor(long number) {
    return number <= seq + 1 || contains(number) || merged(number, number).length <= 2 * maxRanges;
  }

  /** Records a stored batch; returns false, without a change, if there would be too many ranges. */
  public boolean add(long number) {
    return add(number, number);
  }

  /**
   * Records stored batches.
   *
   * @return false, without a change, if there would be too many ranges
   */
  public boolean add(long from, long to) {
    long first = Math.max(from, seq + 1);
    if (to > MAX_SEQ || first > to) {
      return to <= seq;
    }
    long[] merged = merged(first, to);
    if (merged.length > 0 && merged[0] == seq + 1) {
      seq = merged[1];
      merged = without(merged, 0, 2);
    }
    if (merged.length > 2 * maxRanges) {
      return false;
    }
    ranges = merged;
    return true;
  }

  /** Returns the ranges with one more, which begins beyond {@link #seq}. */
  private long[] merged(long from, long to) {
    int begin = 0;
    while (begin < ranges.length && ranges[begin + 1] + 1 < from) {
      begin += 2;
    }
    int end = begin;
    long first = from;
    long last = to;
    while (end < ranges.length && ranges[end] - 1 <= to) {
      first = Math.min(first, ranges[end]);
      last = Math.max(last, ranges[end + 1]);
      end += 2;
    }
    long[] all = new long[ranges.length - (end - begin) + 2];
    System.arraycopy(ranges, 0, all, 0, begin);
    all[begin] = first;
    all[begin + 1] = last;
    System.arraycopy(ranges, end, all, begin + 2, ranges.length - end);
    return all;
  }

  private static long[] without(long[] array, int from, int to) {
    long[] rest = new long[array.length - (to - from)];
    System.arraycopy(array, 0, rest, 0, from);
    System.arraycopy(array, to, rest, from, array.length - to);
    return rest.length == 0 ? NONE : rest;
  }
}
