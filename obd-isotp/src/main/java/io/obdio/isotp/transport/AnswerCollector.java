package io.obdio.isotp.transport;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers the answers to one request and knows when nothing more will come: P2 after the request,
 * later for ECUs that said response pending (ISO 14229-1 NRC 78, P2*) or are in the middle of a
 * long message; earlier once all have answered that are expected to.
 *
 * <p>Pure: times are given, in nanoseconds. Not for several threads.
 */
final class AnswerCollector {

  private final Payload request;
  private final boolean one;
  private final Set<EcuAddress> expected;
  private final long p2;
  private final long p2Star;
  private final long end;
  private long window;

  private final List<EcuMessage> messages = new ArrayList<>();
  private final Set<EcuAddress> receiving = new HashSet<>();
  private final Map<EcuAddress, Long> pending = new HashMap<>();
  private final List<String> damages = new ArrayList<>();

  /**
   * Begins before the request is sent.
   *
   * @param expected who is expected to answer; empty if that is not known
   * @param one true if only those expected are listened to
   * @param end when to give up in any case
   */
  AnswerCollector(
      Payload request, Set<EcuAddress> expected, boolean one, long p2, long p2Star, long end) {
    this.request = request;
    this.expected = Set.copyOf(expected);
    this.one = one;
    this.p2 = p2;
    this.p2Star = p2Star;
    this.end = end;
    this.window = end;
  }

  /** The request has been sent: P2 begins. */
  void sent(long now) {
    window = Math.min(end, now + p2);
  }

  /** A long message has begun. */
  void began(EcuAddress from) {
    if (heard(from)) {
      receiving.add(from);
    }
  }

  /** A message was lost on its way. */
  void failed(EcuAddress from, String why) {
    if (heard(from)) {
      receiving.remove(from);
      pending.remove(from);
      damages.add(why);
    }
  }

  /** A message came. */
  void message(EcuAddress from, Payload payload, long now) {
    if (!heard(from) || payload.isEmpty()) {
      return;
    }
    receiving.remove(from);
    switch (Service.match(request, payload)) {
      case ANSWER -> {
        pending.remove(from);
        messages.add(new EcuMessage(from, payload));
      }
      case PENDING -> pending.put(from, now + p2Star);
      // Most likely the late response to an earlier request.
      case OTHER -> damages.add(from + " answered to another request: " + payload);
    }
  }

  private boolean heard(EcuAddress from) {
    return !one || expected.contains(from);
  }

  /** True if nothing more is to be waited for. */
  boolean done(long now) {
    return allAnswered() || now - deadline() >= 0;
  }

  private boolean allAnswered() {
    if (expected.isEmpty() || !receiving.isEmpty() || !pending.isEmpty()) {
      return false;
    }
    Set<EcuAddress> missing = new HashSet<>(expected);
    messages.forEach(message -> missing.remove(message.ecu()));
    return missing.isEmpty();
  }

  /** Until when to wait if nothing comes. */
  long deadline() {
    if (!receiving.isEmpty()) {
      return end;
    }
    long latest = window;
    for (long until : pending.values()) {
      latest = until - latest > 0 ? until : latest;
    }
    return latest - end > 0 ? end : latest;
  }

  /** What came. */
  TransportAnswer answer() {
    if (!messages.isEmpty()) {
      return new TransportAnswer.Messages(messages);
    }
    if (!pending.isEmpty()) {
      return TransportAnswer.none(
          Reason.NO_DATA, pending.keySet() + " said response pending, and nothing more");
    }
    if (!damages.isEmpty()) {
      return TransportAnswer.none(Reason.DAMAGED, String.join("; ", damages));
    }
    return TransportAnswer.none(Reason.NO_DATA, "no answer within " + p2 / 1_000_000 + " ms");
  }
}
