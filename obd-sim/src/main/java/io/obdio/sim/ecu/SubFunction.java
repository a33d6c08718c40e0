package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;

/** A service whose second byte is a sub-function with suppressPosRspMsgIndicationBit. */
@FunctionalInterface
interface SubFunction {

  int SUPPRESS = 0x80;

  /**
   * Takes a request.
   *
   * @param function the sub-function, 00..7F
   * @param payload the whole request, two bytes at least
   */
  Outcome handle(int function, Payload payload);

  /** The service that splits the sub-function off and keeps positive answers back if asked to. */
  static ServiceHandler service(SubFunction inner) {
    return request -> {
      Payload payload = request.payload();
      if (payload.length() < 2) {
        return Outcome.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
      }
      Outcome outcome = inner.handle(payload.at(1) & ~SUPPRESS, payload);
      boolean suppress = (payload.at(1) & SUPPRESS) != 0;
      boolean positive = outcome instanceof Outcome.Answer answer && !SimulatedEcu.isLong(answer);
      return suppress && positive ? Outcome.SILENCE : outcome;
    };
  }
}
