package io.obdio.core.message;

import java.util.List;
import java.util.Optional;

/**
 * The destination of a physical request: one ECU instead of all that receive the functional
 * address.
 *
 * @param request the identifier of the request, such as 7E0 or 18DA10F1, or the address byte on the
 *     older buses
 * @param answer the identifier of the response; empty if it is not known, see {@link
 *     #answerCandidates}
 * @param extended the address byte before the protocol control information; empty for normal
 *     addressing
 */
public record RequestTarget(
    EcuAddress request, Optional<EcuAddress> answer, Optional<AddressByte> extended) {

  /** Creates a target with normal addressing. */
  public RequestTarget(EcuAddress request, Optional<EcuAddress> answer) {
    this(request, answer, Optional.empty());
  }

  /** Returns the target whose response address is not given. */
  public static RequestTarget of(EcuAddress request) {
    return new RequestTarget(request, Optional.empty());
  }

  /** Returns the target that responds from {@code answer}. */
  public static RequestTarget of(EcuAddress request, EcuAddress answer) {
    return new RequestTarget(request, Optional.of(answer));
  }

  /** Returns this target with extended addressing. */
  public RequestTarget with(AddressByte address) {
    return new RequestTarget(request, answer, Optional.of(address));
  }

  /**
   * Returns where the response may come from, the likeliest first: as given, else by {@link
   * ObdAddress#responsesOf}; empty if any identifier is possible.
   */
  public List<EcuAddress> answerCandidates() {
    return answer.map(List::of).orElseGet(() -> ObdAddress.responsesOf(request));
  }

  /** Returns whether a response from {@code ecu} may be this target's. */
  public boolean answersFrom(EcuAddress ecu) {
    List<EcuAddress> candidates = answerCandidates();
    return candidates.isEmpty() ? ecu.kind() == request.kind() : candidates.contains(ecu);
  }

  /** Returns the likeliest response address; {@link ObdAddress#responseOf} if none is known. */
  public EcuAddress answerAddress() {
    List<EcuAddress> candidates = answerCandidates();
    return candidates.isEmpty() ? ObdAddress.responseOf(request) : candidates.get(0);
  }

  /** Returns the request address, followed by the extended address if there is one: 6F1/07. */
  @Override
  public String toString() {
    return request + extended.map(address -> "/" + address).orElse("");
  }
}
