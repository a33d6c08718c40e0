package io.obdio.isotp.transport;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Messages;
import io.obdio.core.transport.TransportException;
import java.util.ArrayList;
import java.util.List;

/**
 * The repetition of requests to ECUs that are busy (ISO 14229-1 NRC 21 busyRepeatRequest): after a
 * pause, until the ECU responds otherwise or the deadline of the exchange. If an ECU stays busy,
 * its negative response is the result.
 */
final class BusyRetry {

  private static final long FIRST_PAUSE = 100_000_000;
  private static final long LONGEST_PAUSE = 1_000_000_000;

  /** A request to one ECU. */
  @FunctionalInterface
  interface Repetition {
    /** Sends the request to the ECU that sent this response. */
    TransportAnswer ask(EcuAddress ecu) throws TransportException;
  }

  /** A clock and a pause. */
  interface Pause {
    /** Returns the nanoseconds left until the deadline. */
    long left();

    /** Blocks for a time. */
    void pause(long nanos) throws TransportException;
  }

  private BusyRetry() {}

  /** Returns an answer without busy ECUs, or with those that stay busy. */
  static TransportAnswer run(TransportAnswer first, Repetition repetition, Pause time)
      throws TransportException {
    TransportAnswer answer = first;
    long pause = FIRST_PAUSE;
    while (answer instanceof Messages messages && anyBusy(messages) && time.left() > pause) {
      time.pause(pause);
      answer = repeated(messages, repetition);
      pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }
    return answer;
  }

  private static TransportAnswer repeated(Messages messages, Repetition repetition)
      throws TransportException {
    List<EcuMessage> result = new ArrayList<>();
    for (EcuMessage message : messages.messages()) {
      if (isBusy(message) && repetition.ask(message.ecu()) instanceof Messages again) {
        result.addAll(again.messages());
      } else {
        result.add(message);
      }
    }
    return new Messages(result);
  }

  private static boolean anyBusy(Messages messages) {
    return messages.messages().stream().anyMatch(BusyRetry::isBusy);
  }

  private static boolean isBusy(EcuMessage message) {
    return NegativeResponse.parse(message.payload()).filter(NegativeResponse::isBusy).isPresent();
  }
}
