package io.obdio.core.message;

import java.util.Optional;

/**
 * The destination of a physical request: one ECU instead of all that receive the functional
 * address.
 *
 * @param request the identifier of the request, such as 7E0 or 18DA10F1, or the address byte on the
 *     older buses
 * @param answer the identifier of the response; empty if it follows from the request by ISO 15765-4
 *     (7E0 to 7E8, 18DA10F1 to 18DAF110)
 */
public record RequestTarget(EcuAddress request, Optional<EcuAddress> answer) {

  /** Returns the target whose response address follows from the request by ISO 15765-4. */
  public static RequestTarget of(EcuAddress request) {
    return new RequestTarget(request, Optional.empty());
  }

  /** Returns the target that responds from {@code answer}. */
  public static RequestTarget of(EcuAddress request, EcuAddress answer) {
    return new RequestTarget(request, Optional.of(answer));
  }

  /** Returns where the response comes from: as given, else by {@link ObdAddress#responseOf}. */
  public EcuAddress answerAddress() {
    return answer.orElseGet(() -> ObdAddress.responseOf(request));
  }
}
