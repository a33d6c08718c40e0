package io.obdio.sim.ecu.service;

import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.List;

/** What a service made of a request, before the rules of silence are applied. */
public sealed interface ServiceResult {

  /** Nothing to say, whoever asked. */
  record Silence() implements ServiceResult {}

  /**
   * Done.
   *
   * @param messages with their response service id
   * @param processing how long it takes; longer than P2 and it is announced by responsePending
   */
  record Answer(List<Payload> messages, Duration processing) implements ServiceResult {

    /** P2server_max (ISO 14229-2). */
    private static final Duration P2 = Duration.ofMillis(50);

    /** Returns whether responsePending is sent before the answer. */
    public boolean isLong() {
      return processing.compareTo(P2) > 0;
    }
  }

  /**
   * Refused.
   *
   * @param nrc the negative response code
   */
  record Refusal(int nrc) implements ServiceResult {}

  /** Keeps silent. */
  ServiceResult SILENCE = new Silence();

  /** One message at once. */
  static ServiceResult answer(Payload message) {
    return new Answer(List.of(message), Duration.ZERO);
  }

  /** One message of these bytes at once. */
  static ServiceResult answer(int... bytes) {
    return answer(Payload.of(bytes));
  }

  /** Several messages, none if the list is empty. */
  static ServiceResult answers(List<Payload> messages) {
    return messages.isEmpty() ? SILENCE : new Answer(List.copyOf(messages), Duration.ZERO);
  }

  /** One message after a while. */
  static ServiceResult answerAfter(Duration processing, Payload message) {
    return new Answer(List.of(message), processing);
  }

  /** Refuses with a negative response code. */
  static ServiceResult refuse(int nrc) {
    return new Refusal(nrc);
  }
}
