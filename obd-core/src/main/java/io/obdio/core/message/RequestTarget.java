package io.obdio.core.message;

import java.util.Optional;

/**
 * One ECU to ask, instead of all that listen to the functional address.
 *
 * @param request the identifier the request is sent with, such as 7E0 or 18DA10F1, or the address
 *     byte on the older buses
 * @param answer the identifier its answer comes with, where it does not follow from the request by
 *     ISO 15765-4 (7E0 to 7E8; 18DA10F1 to 18DAF110)
 */
public record RequestTarget(EcuAddress request, Optional<EcuAddress> answer) {

  /** The target whose answers come where ISO 15765-4 puts them. */
  public static RequestTarget of(EcuAddress request) {
    return new RequestTarget(request, Optional.empty());
  }

  /** The target whose answers come from {@code answer}. */
  public static RequestTarget of(EcuAddress request, EcuAddress answer) {
    return new RequestTarget(request, Optional.of(answer));
  }

  /**
   * Where the answer comes from: as given, else by rule: 11 bit plus 8, 29 bit with target and
   * source address exchanged, an address byte itself.
   */
  public EcuAddress answerAddress() {
    return answer.orElseGet(
        () ->
            switch (request.kind()) {
              case CAN_11 -> EcuAddress.can11(request.id() + 8 & 0x7FF);
              case CAN_29 ->
                  EcuAddress.can29(
                      request.id() & 0x1FFF0000
                          | (request.id() & 0xFF) << 8
                          | request.id() >> 8 & 0xFF);
              case BYTE, ADAPTER -> request;
            });
  }
}
