package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import io.obdio.sim.vehicle.TroubleMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Service 06: results of the monitors' tests. On CAN by monitor, with the monitor's id before each
 * test; on the older buses by test number.
 */
public final class OnBoardMonitoring implements ServiceHandler {

  private static final int RESPONSE = 0x46;
  private static final int FILL = 0xFF;

  private final OnBoardTests tests;
  private final TroubleMemory memory;

  public OnBoardMonitoring(OnBoardTests tests, TroubleMemory memory) {
    this.tests = tests;
    this.memory = memory;
  }

  @Override
  public ServiceResult handle(EcuRequest request) {
    return request.medium() == Medium.CAN ? onCan(request.payload()) : onLegacy(request.payload());
  }

  private ServiceResult onCan(Payload payload) {
    if (payload.length() == 2 && !SupportBitmap.isMapId(payload.at(1))) {
      ByteList answer = ByteList.of(RESPONSE);
      for (OnBoardTest test : tests.of(payload.at(1))) {
        boolean empty = memory.hasNoResult(test.monitor());
        answer
            .add(test.mid(), test.tid(), test.scaling())
            .add16(empty ? 0 : test.value())
            .add16(empty ? 0 : test.min())
            .add16(empty ? 0 : test.max());
      }
      return answer.length() > 1
          ? ServiceResult.answer(answer.payload())
          : ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    return MapRequest.answer(payload, RESPONSE, tests.mids());
  }

  /** The test number is the monitor's place in the list; bit 7 of the component is clear: max. */
  private ServiceResult onLegacy(Payload payload) {
    if (payload.length() != 2) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    List<Integer> mids = List.copyOf(tests.mids());
    TreeSet<Integer> numbers = new TreeSet<>();
    for (int i = 1; i <= mids.size(); i++) {
      numbers.add(i);
    }
    int number = payload.at(1);
    if (!SupportBitmap.isSupported(numbers, number)) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    if (SupportBitmap.isMapId(number)) {
      return ServiceResult.answer(
          ByteList.of(RESPONSE, number, FILL).add(SupportBitmap.bytes(numbers, number)).payload());
    }
    List<Payload> messages = new ArrayList<>();
    for (OnBoardTest test : tests.of(mids.get(number - 1))) {
      boolean empty = memory.hasNoResult(test.monitor());
      messages.add(
          ByteList.of(RESPONSE, number, test.tid() & 0x7F)
              .add16(empty ? 0 : test.value())
              .add16(empty ? 0 : test.max())
              .payload());
    }
    return ServiceResult.answers(messages);
  }
}
