package io.obdio.elm327.request;

import io.obdio.core.message.EcuMessage;
import io.obdio.elm327.line.LineFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The filter for answers to earlier requests of the same kind, which it drops. On CAN an ECU
 * answers a request once (ISO 15765-4); what precedes its last answer belongs to an earlier
 * request, or to the first of two attempts. Not thread-safe.
 */
final class LatestAnswers {

  /**
   * The answers that remain.
   *
   * @param certain false if only a second attempt can show which messages are stale
   */
  record Selection(List<EcuMessage> messages, boolean certain) {}

  private final AnonymousAnswers anonymous = new AnonymousAnswers();

  /**
   * Selects the answers to the latest request.
   *
   * @param request the text of the request, with the ECU that it is sent to
   * @param complete whether all messages of the reply are intact
   */
  Selection select(String request, LineFormat format, List<EcuMessage> messages, boolean complete) {
    if (!format.namesEcus()) {
      return anonymous.select(request, messages, complete);
    }
    return new Selection(messages.size() < 2 ? messages : lastOfEach(messages), true);
  }

  private static List<EcuMessage> lastOfEach(List<EcuMessage> messages) {
    List<EcuMessage> last = new ArrayList<>(messages.size());
    for (int i = messages.size() - 1; i >= 0; i--) {
      EcuMessage message = messages.get(i);
      if (last.stream().noneMatch(later -> later.ecu().equals(message.ecu()))) {
        last.add(message);
      }
    }
    Collections.reverse(last);
    return last;
  }
}
