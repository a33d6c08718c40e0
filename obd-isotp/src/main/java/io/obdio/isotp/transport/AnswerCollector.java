package io.obdio.isotp.transport;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The responses to one request. Decides when the exchange is complete: at the end of the response
 * window, later for ECUs that announced a response (ISO 14229-1 NRC 78, P2*) or are sending a
 * segmented message, earlier when all expected ECUs have responded.
 *
 * <p>Pure: times are passed in nanoseconds. Not thread-safe.
 */
final class AnswerCollector {

  /** The ECUs whose responses are expected. */
  sealed interface Expected {
    /**
     * Any ECU may respond.
     *
     * @param known the ECUs that complete the exchange once all have responded; empty if unknown
     */
    record All(Set<EcuAddress> known) implements Expected {}

    /** One ECU responds, from one of these addresses. */
    record OneOf(List<EcuAddress> candidates) implements Expected {}
  }

  private final Payload request;
  private final Expected expected;
  private final ResponseTiming timing;
  private final long p2Star;
  private final long end;
  private final boolean probe;

  private long window;
  private long longestWindow;

  /** When the first request in each format was transmitted; until that is known, its begin. */
  private final Map<EcuAddress.Kind, Long> sentAt = new EnumMap<>(EcuAddress.Kind.class);

  private final List<EcuAddress> targets = new ArrayList<>();
  private final Set<EcuAddress> seen = new HashSet<>();
  private final List<EcuMessage> messages = new ArrayList<>();
  private final Set<EcuAddress> receiving = new HashSet<>();
  private final Map<EcuAddress, Long> pending = new HashMap<>();
  private final List<String> damages = new ArrayList<>();

  /**
   * Creates a collector before the request is sent.
   *
   * @param probe true for the request that looks for the vehicle, possibly in several formats: the
   *     first response decides for how long to wait for others
   * @param end the deadline of the exchange
   */
  AnswerCollector(
      Payload request,
      Expected expected,
      ResponseTiming timing,
      long p2Star,
      boolean probe,
      long end) {
    this.request = request;
    this.expected = expected;
    this.timing = timing;
    this.p2Star = p2Star;
    this.probe = probe;
    this.end = end;
    this.window = end;
  }

  /** Processes the begin of a transmission, whose report may come after the response. */
  void sending(EcuAddress target, long now) {
    sentAt.putIfAbsent(target.kind(), now);
  }

  /** Processes the end of the transmission of a request. */
  void transmitted(EcuAddress target, long now) {
    // A response to the second request in a format may be a late one to the first: its latency is
    // measured from the first, which is an upper bound.
    if (!targets.contains(target)) {
      sentAt.put(target.kind(), now);
    }
  }

  /**
   * Starts the response window: this host has noticed that the request has been transmitted.
   *
   * @param target the address that it was sent to
   * @param length the length of the window
   */
  void sent(EcuAddress target, long now, long length) {
    boolean first = targets.isEmpty();
    targets.add(target);
    longestWindow = Math.max(longestWindow, length);
    if (!probe || messages.isEmpty()) {
      window = Math.min(end, now + length);
    } else if (first) {
      // The response was received before the transmission was reported, as on a bus in memory.
      window = Math.min(end, now + timing.furtherWindow(0));
    }
  }

  /** Extends the window by a time during which this host was stalled. */
  void stalled(long nanos) {
    window = Math.min(end, window + nanos);
    pending.replaceAll((ecu, until) -> Math.min(end, until + nanos));
  }

  /** Processes the first frame of a segmented message. */
  void began(EcuAddress from, long now) {
    if (accepts(from)) {
      responds(from, now);
      receiving.add(from);
    }
  }

  /** Processes the loss of a message. */
  void failed(EcuAddress from, String reason) {
    if (accepts(from)) {
      receiving.remove(from);
      pending.remove(from);
      damages.add(reason);
    }
  }

  /** Processes a message. */
  void message(EcuAddress from, Payload payload, long now) {
    if (!accepts(from) || payload.isEmpty()) {
      return;
    }
    receiving.remove(from);
    switch (Service.match(request, payload)) {
      case ANSWER -> {
        responds(from, now);
        pending.remove(from);
        add(new EcuMessage(from, payload));
      }
      case PENDING -> {
        responds(from, now);
        pending.put(from, now + p2Star);
      }
      case OTHER -> damages.add(from + " responded to another request: " + payload);
    }
  }

  private void add(EcuMessage message) {
    // A probe may be sent twice in one format: then its late response is followed by a second one.
    if (!probe || !messages.contains(message)) {
      messages.add(message);
    }
  }

  /** Learns from the first sign of an ECU's response. */
  private void responds(EcuAddress from, long now) {
    Long sent = sentAt.get(from.kind());
    if (sent == null || !seen.add(from)) {
      return;
    }
    timing.learn(now - sent, now);
    if (probe && seen.size() == 1) {
      window = Math.min(end, now + timing.furtherWindow(now - sent));
    }
  }

  private boolean accepts(EcuAddress from) {
    return !(expected instanceof Expected.OneOf one) || one.candidates().contains(from);
  }

  /** Returns true if no further response is awaited. */
  boolean done(long now) {
    return complete() || now - deadline() >= 0;
  }

  private boolean complete() {
    if (!receiving.isEmpty() || !pending.isEmpty()) {
      return false;
    }
    if (expected instanceof Expected.All all) {
      Set<EcuAddress> missing = new HashSet<>(all.known());
      messages.forEach(message -> missing.remove(message.ecu()));
      return missing.isEmpty() && !all.known().isEmpty();
    }
    return !messages.isEmpty();
  }

  /** Returns until when to wait if nothing arrives. */
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

  /** Returns true if an ECU has responded or announced a response. */
  boolean responding() {
    return !messages.isEmpty() || !receiving.isEmpty() || !pending.isEmpty();
  }

  /** Returns the kind of address of the first response, null if there is none. */
  EcuAddress.@Nullable Kind kind() {
    return messages.isEmpty() ? null : messages.get(0).ecu().kind();
  }

  /** Returns the responses; of a probe, those in the format of the first one. */
  TransportAnswer answer() {
    if (!messages.isEmpty()) {
      EcuAddress.Kind kind = messages.get(0).ecu().kind();
      return new TransportAnswer.Messages(
          messages.stream().filter(message -> !probe || message.ecu().kind() == kind).toList());
    }
    if (!pending.isEmpty()) {
      return TransportAnswer.none(
          Reason.NO_DATA, pending.keySet() + " announced a response (NRC 78), but sent none");
    }
    if (!damages.isEmpty()) {
      return TransportAnswer.none(Reason.DAMAGED, String.join("; ", damages));
    }
    return TransportAnswer.none(Reason.NO_DATA, noAnswer());
  }

  private String noAnswer() {
    String to = String.join(" or ", targets.stream().map(EcuAddress::toString).distinct().toList());
    String text =
        "no response to "
            + to
            + " within "
            + millis(longestWindow)
            + " ms (p2="
            + millis(timing.p2());
    if (!probe) {
      return text + ")";
    }
    return text
        + "; ids="
        + (sentAt.size() > 1 ? "auto" : sentAt.containsKey(EcuAddress.Kind.CAN_11) ? "11" : "29")
        + "): is the ignition on? A slow vehicle or host needs a longer p2, and ids=11 or ids=29"
        + " selects the identifiers";
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
