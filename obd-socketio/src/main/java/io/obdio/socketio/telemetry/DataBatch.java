package io.obdio.socketio.telemetry;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Samples of one vehicle: what one transaction of its history has added.
 *
 * @param epoch number that identifies the database of the vehicle, above 0
 * @param seq number of the batch in the epoch, from 1 on; gaps are possible
 * @param first the oldest number that the vehicle still keeps and that was not acknowledged, at
 *     most {@code seq}; every batch below it is stored or lost
 * @param trip number of the trip in the database
 * @param time of offset 0, in ms since 1970-01-01 UTC
 * @param clockSet whether the clock of the vehicle was set; otherwise {@code time} is only valid
 *     for differences within the trip
 * @param age time from offset 0 to the sending, in ms, by a clock that only advances; -1 if it is
 *     not known, because the computer was started again since
 * @param vin vehicle identification number; empty if it is not known
 * @param numbers series with numbers, each name once
 * @param texts series with texts, each name once
 */
public record DataBatch(
    long epoch,
    long seq,
    long first,
    int trip,
    long time,
    boolean clockSet,
    long age,
    String vin,
    List<NumberSeries> numbers,
    List<TextSeries> texts) {

  /** The largest integer that every JSON parser reads exactly. */
  static final long MAX_INTEGER = 9_007_199_254_740_991L;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a number is out of its range or a name occurs twice
   */
  public DataBatch {
    numbers = List.copyOf(numbers);
    texts = List.copyOf(texts);
    if (!isId(epoch)
        || !isId(seq)
        || first < 1
        || first > seq
        || trip < 0
        || time < 0
        || time > MAX_INTEGER
        || age < -1
        || age > MAX_INTEGER) {
      throw new IllegalArgumentException(
          "invalid batch: epoch %d, seq %d, first %d, trip %d, time %d, age %d"
              .formatted(epoch, seq, first, trip, time, age));
    }
    requireUnique(numbers.stream().map(NumberSeries::name));
    requireUnique(texts.stream().map(TextSeries::name));
  }

  private static boolean isId(long number) {
    return number > 0 && number <= MAX_INTEGER;
  }

  private static void requireUnique(Stream<String> names) {
    Set<String> seen = new HashSet<>();
    names.forEach(
        name -> {
          if (!seen.add(name)) {
            throw new IllegalArgumentException("two series of " + name);
          }
        });
  }

  /** Returns the number of samples. */
  public int samples() {
    return numbers.stream().mapToInt(NumberSeries::size).sum()
        + texts.stream().mapToInt(TextSeries::size).sum();
  }
}
