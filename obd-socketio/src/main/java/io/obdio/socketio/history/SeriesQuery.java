package io.obdio.socketio.history;

import java.util.List;

/**
 * A query for signals of a trip.
 *
 * @param trip number of the trip
 * @param names names of the commands, 1 to {@value #MAX_NAMES}
 * @param from first time, in ms since the beginning of the trip, 0 or more
 * @param to time after the last one, in ms since the beginning of the trip
 * @param points the number of points up to which single samples are returned, and about the number
 *     of intervals otherwise, 1 to {@value #MAX_POINTS}
 */
public record SeriesQuery(int trip, List<String> names, long from, long to, int points) {

  /** The most names of one query. */
  public static final int MAX_NAMES = 32;

  /** The most points of one signal. */
  public static final int MAX_POINTS = 20_000;

  /** Checks the ranges and copies the list. */
  public SeriesQuery {
    names = List.copyOf(names);
    if (names.isEmpty() || names.size() > MAX_NAMES) {
      throw new IllegalArgumentException(names.size() + " names; there must be 1 to " + MAX_NAMES);
    }
    if (points < 1 || points > MAX_POINTS) {
      throw new IllegalArgumentException(
          "points is " + points + "; it must be from 1 to " + MAX_POINTS);
    }
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("the end of the range is before its beginning");
    }
  }

  /** Returns the length of an interval in ms, above 0. */
  long bucket(long first, long last) {
    return Math.max(1, (Math.min(to, last + 1) - Math.max(from, first) + points - 1) / points);
  }
}
