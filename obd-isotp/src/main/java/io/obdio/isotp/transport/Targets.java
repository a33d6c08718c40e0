package io.obdio.isotp.transport;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.RequestTarget;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import java.util.List;

/** The ISO-TP addresses of request targets. */
final class Targets {

  private Targets() {}

  /**
   * Returns an address for each identifier that the response of a target may come from, the
   * likeliest first.
   */
  static List<IsoTpAddress> addresses(RequestTarget target) {
    List<EcuAddress> candidates = target.answerCandidates();
    List<EcuAddress> from = candidates.isEmpty() ? List.of(target.answerAddress()) : candidates;
    return from.stream().map(address -> address(target, address)).toList();
  }

  private static IsoTpAddress address(RequestTarget target, EcuAddress from) {
    CanId tx = ObdIds.id(target.request());
    CanId rx = ObdIds.id(from);
    if (target.extended().isEmpty()) {
      return IsoTpAddress.normal(tx, rx);
    }
    AddressByte extended = target.extended().get();
    int own = extended.answer().orElse(IsoTpAddress.ANY_BYTE);
    return IsoTpAddress.extended(tx, rx, own, extended.request());
  }
}
