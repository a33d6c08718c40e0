package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceResult;
import java.util.SortedSet;

/** Requests for up to six bit maps at once, as in services 06, 08 and 09 on CAN. */
public final class MapRequest {

  private static final int MAX_MAPS = 6;

  private MapRequest() {}

  /**
   * Returns one answer with the maps that the ECU has; a negative response if it has none of them.
   */
  public static ServiceResult answer(Payload payload, int response, SortedSet<Integer> ids) {
    int maps = payload.length() - 1;
    if (maps < 1 || maps > MAX_MAPS) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    ByteList answer = ByteList.of(response);
    for (int i = 1; i <= maps; i++) {
      int id = payload.at(i);
      if (!SupportBitmap.isMapId(id)) {
        return maps == 1
            ? ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED)
            : ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
      }
      if (SupportBitmap.isSupported(ids, id)) {
        answer.add(id).add(SupportBitmap.bytes(ids, id));
      }
    }
    return answer.length() > 1
        ? ServiceResult.answer(answer.payload())
        : ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
  }
}
