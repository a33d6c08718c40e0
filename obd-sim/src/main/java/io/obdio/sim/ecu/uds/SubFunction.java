package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;

/** A service whose second byte is a sub-function with the suppressPosRspMsgIndicationBit. */
@FunctionalInterface
public interface SubFunction {

  int SUPPRESS = 0x80;

  /**
   * Handles a request.
   *
   * @param function the sub-function, 00 to 7F
   * @param payload the whole request, at least two bytes
   */
  ServiceResult handle(int function, Payload payload);

  /**
   * Creates the service that separates the sub-function and suppresses positive answers on request.
   */
  static ServiceHandler service(SubFunction inner) {
    return request -> {
      Payload payload = request.payload();
      if (payload.length() < 2) {
        return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
      }
      ServiceResult outcome = inner.handle(payload.at(1) & ~SUPPRESS, payload);
      boolean suppress = (payload.at(1) & SUPPRESS) != 0;
      boolean positive = outcome instanceof ServiceResult.Answer answer && !answer.isLong();
      return suppress && positive ? ServiceResult.SILENCE : outcome;
    };
  }
}
