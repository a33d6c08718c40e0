package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.List;

/** What a service made of a request, before the rules of silence are applied. */
sealed interface Outcome {

  /** Nothing to say, whoever asked. */
  record Silence() implements Outcome {}

  /**
   * Done.
   *
   * @param messages with their response service id
   * @param processing how long it takes; longer than P2 and it is announced by responsePending
   */
  record Answer(List<Payload> messages, Duration processing) implements Outcome {}

  /**
   * Refused.
   *
   * @param nrc the negative response code
   */
  record Refusal(int nrc) implements Outcome {}

  /** Keeps silent. */
  Outcome SILENCE = new Silence();

  /** One message at once. */
  static Outcome answer(Payload message) {
    return new Answer(List.of(message), Duration.ZERO);
  }

  /** One message of these bytes at once. */
  static Outcome answer(int... bytes) {
    return answer(Payload.of(bytes));
  }

  /** Several messages, none if the list is empty. */
  static Outcome answers(List<Payload> messages) {
    return messages.isEmpty() ? SILENCE : new Answer(List.copyOf(messages), Duration.ZERO);
  }

  /** One message after a while. */
  static Outcome answerAfter(Duration processing, Payload message) {
    return new Answer(List.of(message), processing);
  }

  /** Refuses with a negative response code. */
  static Outcome refuse(int nrc) {
    return new Refusal(nrc);
  }
}
