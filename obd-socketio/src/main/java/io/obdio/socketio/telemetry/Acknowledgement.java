package io.obdio.socketio.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The batches of an epoch that a receiver has stored. Immutable.
 *
 * @param epoch as in {@link DataBatch}
 * @param seq every batch up to this number is stored or lost; 0 if none is
 * @param also ranges beyond {@code seq}, ascending, not adjacent
 */
public record Acknowledgement(long epoch, long seq, List<Range> also) {

  /**
   * A range of numbers.
   *
   * @param from first number
   * @param to last number, at least {@code from}
   */
  public record Range(long from, long to) {}

  /** The most ranges of a message; further ones are left out, and those batches sent again. */
  private static final int MAX_RANGES = 1_000;

  /** Sorts and joins the ranges. */
  public Acknowledgement {
    if (epoch < 1 || seq < 0) {
      throw new IllegalArgumentException(
          "invalid acknowledgement: epoch " + epoch + ", seq " + seq);
    }
    List<Range> joined = new ArrayList<>();
    long contiguous = seq;
    for (Range range : also.stream().sorted((a, b) -> Long.compare(a.from, b.from)).toList()) {
      if (range.from < 1 || range.to < range.from) {
        throw new IllegalArgumentException("invalid range: " + range);
      }
      Range last = joined.isEmpty() ? new Range(0, contiguous) : joined.get(joined.size() - 1);
      if (range.from > last.to + 1) {
        joined.add(range);
      } else if (joined.isEmpty()) {
        contiguous = Math.max(contiguous, range.to);
      } else {
        joined.set(joined.size() - 1, new Range(last.from, Math.max(last.to, range.to)));
      }
    }
    seq = contiguous;
    also = List.copyOf(joined);
  }

  /** Returns the acknowledgement of no batch. */
  public static Acknowledgement none(long epoch) {
    return new Acknowledgement(epoch, 0, List.of());
  }

  /** Returns whether a batch is stored. */
  public boolean covers(long number) {
    return number <= seq
        || also.stream().anyMatch(range -> range.from <= number && number <= range.to);
  }

  /** Returns the largest number that is stored; 0 if there is none. */
  public long newest() {
    return also.isEmpty() ? seq : also.get(also.size() - 1).to;
  }

  /** Returns the acknowledgement with one more batch. */
  public Acknowledgement with(long number) {
    return plus(List.of(new Range(number, number)));
  }

  /** Returns the acknowledgement with everything below a number, as {@link DataBatch#first}. */
  public Acknowledgement withFirst(long first) {
    return first <= seq + 1 ? this : plus(List.of(new Range(1, first - 1)));
  }

  /**
   * Returns what either of two acknowledgements contains.
   *
   * @throws IllegalArgumentException if the epochs differ
   */
  public Acknowledgement union(Acknowledgement other) {
    if (other.epoch != epoch) {
      throw new IllegalArgumentException("epochs " + epoch + " and " + other.epoch);
    }
    Acknowledgement more = plus(other.also);
    return new Acknowledgement(epoch, Math.max(more.seq, other.seq), more.also);
  }

  private Acknowledgement plus(List<Range> ranges) {
    List<Range> all = new ArrayList<>(also);
    all.addAll(ranges);
    return new Acknowledgement(epoch, seq, all);
  }

  /** Returns the JSON form: {@code {"epoch":1,"seq":4,"also":[[6,7]]}}. */
  public byte[] encode() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("epoch", epoch);
    tree.put("seq", seq);
    tree.put(
        "also",
        also.stream().limit(MAX_RANGES).map(range -> List.of(range.from, range.to)).toList());
    return JsonMembers.write(tree);
  }

  /**
   * Reads the JSON form; {@code also} may be absent.
   *
   * @throws BatchException if it is not valid or has more than 1,000 ranges
   */
  public static Acknowledgement decode(byte[] payload) throws BatchException {
    if (payload.length > BatchLimits.BYTES) {
      throw new BatchException("an acknowledgement of " + payload.length + " bytes");
    }
    JsonMembers members = JsonMembers.parse(payload);
    List<Range> ranges = new ArrayList<>();
    for (Object element : members.has("also") ? members.list("also") : List.of()) {
      List<?> pair = JsonMembers.list(element, "a range");
      if (pair.size() != 2 || ranges.size() >= MAX_RANGES) {
        throw new BatchException("invalid or too many ranges");
      }
      long from = JsonMembers.integer(pair.get(0), "a range", 1, DataBatch.MAX_INTEGER);
      ranges.add(
          new Range(
              from, JsonMembers.integer(pair.get(1), "a range", from, DataBatch.MAX_INTEGER)));
    }
    return new Acknowledgement(
        members.integer("epoch", 1, DataBatch.MAX_INTEGER),
        members.integer("seq", 0, DataBatch.MAX_INTEGER),
        ranges);
  }
}
