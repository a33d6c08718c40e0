package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Service 08: control of on-board systems. TID 01 is the leak test of the evaporative system. */
public final class SystemControl implements ServiceHandler {

  private static final int RESPONSE = 0x48;
  private static final int DATA = 5;
  private static final SortedSet<Integer> TIDS =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of(0x01)));

  @Override
  public ServiceResult handle(EcuRequest request) {
    Payload payload = request.payload();
    if (payload.length() < 2) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    int tid = payload.at(1);
    boolean withData = payload.length() == 2 + DATA;
    if (SupportBitmap.isMapId(tid)) {
      return request.medium() == Medium.CAN ? MapRequest.answer(payload, RESPONSE, TIDS) : map(tid);
    }
    if (!TIDS.contains(tid)) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    return payload.length() == 2 || withData
        ? ServiceResult.answer(RESPONSE, tid, 0, 0, 0, 0, 0)
        : ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
  }

  private static ServiceResult map(int tid) {
    return SupportBitmap.isSupported(TIDS, tid)
        ? ServiceResult.answer(
            ByteList.of(RESPONSE, tid).add(SupportBitmap.bytes(TIDS, tid)).add(0).payload())
        : ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
  }
}
