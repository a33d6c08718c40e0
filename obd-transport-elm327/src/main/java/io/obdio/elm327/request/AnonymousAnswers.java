package io.obdio.elm327.request;

import io.obdio.core.message.EcuMessage;
import java.util.List;
import java.util.Map;

/**
 * The filter for stale answers on adapters that print no headers. Learns, per request, how many
 * ECUs answer; surplus messages answer an earlier request and come first. The smallest number ever
 * seen counts, since a missing answer is better than a stale one. Not thread-safe.
 */
final class AnonymousAnswers {

  private final Map<String, Integer> fewest = new RecentRequests<>();

  /**
   * Drops the surplus among {@code messages}.
   *
   * @param complete whether all messages of the reply are intact, so that their number can be
   *     learnt
   */
  LatestAnswers.Selection select(String request, List<EcuMessage> messages, boolean complete) {
    int count = messages.size();
    Integer known = fewest.get(request);
    if (complete && count > 0 && (known == null || count < known)) {
      fewest.put(request, count);
    }
    int kept = known == null ? count : Math.min(known, count);
    return new LatestAnswers.Selection(
        messages.subList(count - kept, count), known != null || count == 1);
  }
}
