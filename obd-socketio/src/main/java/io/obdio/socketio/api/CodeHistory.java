package io.obdio.socketio.api;

import java.util.Map;

/** A source of facts about trouble codes from earlier drives. */
@FunctionalInterface
public interface CodeHistory {

  /** The history of a server that keeps none. */
  CodeHistory NONE = vin -> Map.of();

  /**
   * A code as it was seen.
   *
   * @param first when it was seen first, in ms since 1970
   * @param last when it was seen last, in ms since 1970
   * @param times how often it appeared after it was absent
   */
  record Seen(long first, long last, int times) {

    /** Returns both as one, such as a code that was pending and then stored. */
    Seen and(Seen other) {
      return new Seen(
          Math.min(first, other.first), Math.max(last, other.last), Math.max(times, other.times));
    }
  }

  /**
   * Returns when the codes of a vehicle were seen; may read files.
   *
   * @param vin of the vehicle; empty if it is not known
   * @return by code, such as {@code P0301}, without a failure type
   * @throws Exception if the history cannot be read
   */
  Map<String, Seen> read(String vin) throws Exception;
}
