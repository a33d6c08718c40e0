package io.obdio.sim.ecu.service;

import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.List;

/** The result of a service, before the rules for suppressed responses are applied. */
public sealed interface ServiceResult {

  /** No answer. */
  record Silence() implements ServiceResult {}

  /**
   * A positive answer.
   *
   * @param messages with their response service id
   * @param processing how long the service takes; if longer than P2, responsePending precedes the
   *     answer
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
   * A negative response.
   *
   * @param nrc the negative response code
   */
  record Refusal(int nrc) implements ServiceResult {}

  /** No answer. */
  ServiceResult SILENCE = new Silence();

  /** Returns an answer of one message without delay. */
  static ServiceResult answer(Payload message) {
    return new Answer(List.of(message), Duration.ZERO);
  }

  /** Returns an answer of one message, given by its bytes, without delay. */
  static ServiceResult answer(int... bytes) {
    return answer(Payload.of(bytes));
  }

  /** Returns an answer of several messages; no answer if the list is empty. */
  static ServiceResult answers(List<Payload> messages) {
    return messages.isEmpty() ? SILENCE : new Answer(List.copyOf(messages), Duration.ZERO);
  }

  /** Returns an answer of one message with a delay. */
  static ServiceResult answerAfter(Duration processing, Payload message) {
    return new Answer(List.of(message), processing);
  }

  /** Returns a negative response. */
  static ServiceResult refuse(int nrc) {
    return new Refusal(nrc);
  }
}
