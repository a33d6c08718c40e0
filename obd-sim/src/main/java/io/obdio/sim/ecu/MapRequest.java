package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import java.util.SortedSet;

/** Requests for up to six bit maps at once, as services 06, 08 and 09 take them on CAN. */
final class MapRequest {

  private static final int MAX_MAPS = 6;

  private MapRequest() {}

  /** One answer with the maps that the ECU has; a refusal if it has none of them. */
  static Outcome answer(Payload payload, int response, SortedSet<Integer> ids) {
    int maps = payload.length() - 1;
    if (maps < 1 || maps > MAX_MAPS) {
      return Outcome.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    ByteList answer = ByteList.of(response);
    for (int i = 1; i <= maps; i++) {
      int id = payload.at(i);
      if (!SupportMap.isMapId(id)) {
        return maps == 1
            ? Outcome.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED)
            : Outcome.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
      }
      if (SupportMap.isSupported(ids, id)) {
        answer.add(id).add(SupportMap.bytes(ids, id));
      }
    }
    return answer.length() > 1
        ? Outcome.answer(answer.payload())
        : Outcome.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
  }
}
