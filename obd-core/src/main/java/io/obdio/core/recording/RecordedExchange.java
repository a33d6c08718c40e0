package io.obdio.core.recording;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.transport.TransportAnswer;
import java.time.Duration;
import java.util.Optional;

/**
 * One line of a recording.
 *
 * @param time since the beginning of the recording, when the answer was complete
 * @param request what was sent
 * @param answer what came; empty if the port was lost instead
 * @param loss how the port was lost; "" if it was not
 */
record RecordedExchange(
    Duration time, DiagnosticRequest request, Optional<TransportAnswer> answer, String loss) {

  /** Removes the conditions of the request, which recordings do not hold. */
  public RecordedExchange {
    request = request.plain();
  }

  /** An exchange that was answered, be it by an error. */
  public static RecordedExchange answered(
      Duration time, DiagnosticRequest request, TransportAnswer answer) {
    return new RecordedExchange(time, request, Optional.of(answer), "");
  }

  /** An exchange in which the port was lost. */
  public static RecordedExchange lost(Duration time, DiagnosticRequest request, String loss) {
    return new RecordedExchange(time, request, Optional.empty(), loss);
  }
}
