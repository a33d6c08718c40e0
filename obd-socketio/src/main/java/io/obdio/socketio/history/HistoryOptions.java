package io.obdio.socketio.history;

import io.obdio.socketio.history.computer.EngineData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The options of the history.
 *
 * @param file the database; it is created if it does not exist
 * @param watch commands that the history watches itself: {@code standard}, {@code none}, or names
 * @param watchInterval time between two requests for a fast one of the standard commands, 50 ms to
 *     an hour; slow ones, such as temperatures, are requested ten times less often
 * @param maxRate samples of one command in a second, above 0 up to 50; faster ones are omitted
 * @param answers whether the responses of the vehicle are kept beside the values, so that a trip
 *     can be exported as a recording
 * @param commitInterval time between two transactions, 100 ms to an hour: the most that a loss of
 *     power can take
 * @param tripEnd time without a running engine or a moving vehicle after which a trip ends
 * @param maxBytes size of the database above which the oldest trips are deleted
 * @param maxAge age at which trips are deleted
 * @param thinAfter age at which samples are replaced by one row a minute
 * @param engine what the trip computer has to know
 */
public record HistoryOptions(
    Path file,
    List<String> watch,
    Duration watchInterval,
    double maxRate,
    boolean answers,
    Duration commitInterval,
    Duration tripEnd,
    long maxBytes,
    Duration maxAge,
    Duration thinAfter,
    EngineData engine) {

  /** The smallest size limit. */
  public static final long MIN_BYTES = 1_000_000;

  /** Checks the ranges and copies the list. */
  public HistoryOptions {
    watch = List.copyOf(watch);
    between("the watch interval", watchInterval, Duration.ofMillis(50), Duration.ofHours(1));
    between("the commit interval", commitInterval, Duration.ofMillis(100), Duration.ofHours(1));
    between("the end of trips", tripEnd, Duration.ofSeconds(1), Duration.ofDays(1));
    between("the age of trips", maxAge, Duration.ofHours(1), Duration.ofDays(36_500));
    between("the age for thinning", thinAfter, Duration.ofHours(1), Duration.ofDays(36_500));
    if (!(maxRate > 0 && maxRate <= 50)) {
      throw new IllegalArgumentException(
          "the rate of samples is " + maxRate + "; it must be above 0 up to 50 a second");
    }
    if (maxBytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "the size of the history is limited to "
              + maxBytes
              + " bytes; it must be "
              + MIN_BYTES
              + " or more");
    }
  }

  private static void between(String what, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          what + " is " + value + "; it must be from " + min + " to " + max);
    }
  }

  /** Returns the defaults for a file. */
  public static HistoryOptions of(Path file) {
    return new HistoryOptions(
        file,
        List.of(WatchList.STANDARD),
        Duration.ofSeconds(1),
        5,
        true,
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        1_000_000_000,
        Duration.ofDays(730),
        Duration.ofDays(90),
        EngineData.DEFAULT);
  }
}
