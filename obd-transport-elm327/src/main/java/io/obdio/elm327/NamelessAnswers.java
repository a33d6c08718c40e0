package io.obdio.elm327;

import java.util.Map;

/**
 * How many ECUs answer each request, learnt, on adapters that do not say who answers: what is more
 * than that is an answer to an earlier request, and stands in front. The least number that was ever
 * seen counts, since a missing answer is better than a stale one. Not for several threads.
 */
final class NamelessAnswers {

  private final Map<String, Integer> least = new RecentRequests<>();

  /**
   * Drops what is too much of an outcome.
   *
   * @return false if it has to be asked for a second time to tell
   */
  boolean settle(String request, Outcome outcome) {
    int count = outcome.answers.size();
    Integer known = least.get(request);
    if (outcome.isWhole() && (known == null || count < known)) {
      least.put(request, count);
    }
    outcome.keepLast(known == null ? count : known);
    return known != null || count == 1;
  }
}
