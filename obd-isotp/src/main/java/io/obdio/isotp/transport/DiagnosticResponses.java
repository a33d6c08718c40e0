package io.obdio.isotp.transport;

import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.isotp.network.ResponseMatcher;
import io.obdio.isotp.network.ResponseMatcher.Match;

/**
 * The rule that matches responses to requests of OBD and UDS, for {@link
 * io.obdio.isotp.network.IsoTpStream#request(byte[], ResponseMatcher, java.time.Duration)}: by
 * service id and echoed bytes, with response pending (ISO 14229-1 NRC 78).
 */
public final class DiagnosticResponses {

  /** The rule of {@link Service#match}. */
  public static final ResponseMatcher MATCHER = DiagnosticResponses::match;

  private DiagnosticResponses() {}

  private static Match match(byte[] request, byte[] message) {
    return switch (Service.match(Payload.of(request), Payload.of(message))) {
      case ANSWER -> Match.ANSWER;
      case PENDING -> Match.PENDING;
      case OTHER -> Match.OTHER;
    };
  }
}
