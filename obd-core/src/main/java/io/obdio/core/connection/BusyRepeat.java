package io.obdio.core.connection;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.message.Service;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule for a busy ECU: a request that is answered by negative response code 21
 * (busyRepeatRequest, ISO 14229-1 annex A.1) is sent again after a pause, until its deadline. It
 * applies to every transport. Pure.
 */
final class BusyRepeat {

  /** The pause before the request is sent again. */
  static final Duration PAUSE = Duration.ofMillis(200);

  private BusyRepeat() {}

  /**
   * Returns whether a request must be sent again because an ECU is busy. A request that changes
   * something is repeated only if no other ECU has executed it.
   */
  static boolean mustRepeat(DiagnosticRequest request, TransportAnswer answer) {
    if (!(request instanceof DiagnosticRequest.ToVehicle vehicle)
        || !(answer instanceof Messages messages)) {
      return false;
    }
    long busy = messages.messages().stream().filter(BusyRepeat::isBusy).count();
    return busy > 0
        && (busy == messages.messages().size()
            || Service.of(vehicle.payload()).isRepeatable(vehicle.payload()));
  }

  /** Returns the responses to the repeated request, and those of ECUs that answered before only. */
  static TransportAnswer merge(TransportAnswer before, TransportAnswer repeated) {
    if (!(before instanceof Messages earlier)) {
      return repeated;
    }
    List<EcuMessage> merged =
        new ArrayList<>(repeated instanceof Messages later ? later.messages() : List.of());
    for (EcuMessage message : earlier.messages()) {
      if (merged.stream().noneMatch(other -> other.ecu().equals(message.ecu()))) {
        merged.add(message);
      }
    }
    return new Messages(merged);
  }

  private static boolean isBusy(EcuMessage message) {
    return NegativeResponse.parse(message.payload()).filter(NegativeResponse::isBusy).isPresent();
  }
}
