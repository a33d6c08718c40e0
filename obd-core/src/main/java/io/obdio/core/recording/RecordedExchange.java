package io.obdio.core.recording;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.transport.TransportAnswer;
import java.time.Duration;
import java.util.Optional;

/**
 * An exchange of a recording: one line.
 *
 * @param time from the beginning of the recording to the end of the exchange
 * @param request the request
 * @param answer the answer; empty if the connection was lost
 * @param loss the cause of the loss; "" if there was none
 */
record RecordedExchange(
    Duration time, DiagnosticRequest request, Optional<TransportAnswer> answer, String loss) {

  /** Removes the conditions of the request, which recordings do not hold. */
  public RecordedExchange {
    request = request.plain();
  }

  /** Returns an exchange with an answer, which may be an error. */
  public static RecordedExchange answered(
      Duration time, DiagnosticRequest request, TransportAnswer answer) {
    return new RecordedExchange(time, request, Optional.of(answer), "");
  }

  /** Returns an exchange during which the connection was lost. */
  public static RecordedExchange lost(Duration time, DiagnosticRequest request, String loss) {
    return new RecordedExchange(time, request, Optional.empty(), loss);
  }
}
