package io.obdio.elm327.inspection;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.transport.Protocol;
import java.util.List;

/**
 * The vehicle behind an inspected adapter.
 *
 * @param protocol the protocol; {@link Protocol#NONE} if no vehicle answered
 * @param failure why no vehicle answered, as reported by the adapter; empty if one did, or if none
 *     was searched for
 * @param ecus the ECUs that answered the request 0100
 * @param longReply whether a response of several frames (0902) arrives complete
 */
public record InspectedVehicle(
    Protocol protocol, String failure, List<EcuAddress> ecus, LongReply longReply) {

  /** The outcome of the request for a response of several frames. */
  public enum LongReply {
    /** It arrived. */
    COMPLETE,
    /** A part of it is missing, or the adapter hung. */
    BROKEN,
    /** The vehicle does not have it. */
    NOT_SUPPORTED,
    /** It was not requested. */
    NOT_TRIED
  }

  /** No vehicle, because none was searched for. */
  public static final InspectedVehicle NONE =
      new InspectedVehicle(Protocol.NONE, "", List.of(), LongReply.NOT_TRIED);

  /** Copies the list. */
  public InspectedVehicle {
    ecus = List.copyOf(ecus);
  }

  /** Returns whether a vehicle has answered. */
  public boolean answered() {
    return !protocol.equals(Protocol.NONE);
  }
}
