package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Service 08: control of on-board systems. TID 01, the leak test of the evaporative system. */
final class SystemControl implements ServiceHandler {

  private static final int RESPONSE = 0x48;
  private static final int DATA = 5;
  private static final SortedSet<Integer> TIDS =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of(0x01)));

  @Override
  public Outcome handle(EcuRequest request) {
    Payload payload = request.payload();
    if (payload.length() < 2) {
      return Outcome.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    int tid = payload.at(1);
    boolean withData = payload.length() == 2 + DATA;
    if (SupportMap.isMapId(tid)) {
      return request.medium() == Medium.CAN ? MapRequest.answer(payload, RESPONSE, TIDS) : map(tid);
    }
    if (!TIDS.contains(tid)) {
      return Outcome.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    return payload.length() == 2 || withData
        ? Outcome.answer(RESPONSE, tid, 0, 0, 0, 0, 0)
        : Outcome.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
  }

  private static Outcome map(int tid) {
    return SupportMap.isSupported(TIDS, tid)
        ? Outcome.answer(
            ByteList.of(RESPONSE, tid).add(SupportMap.bytes(TIDS, tid)).add(0).payload())
        : Outcome.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
  }
}
