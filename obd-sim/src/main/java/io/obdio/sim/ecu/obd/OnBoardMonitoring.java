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
 * Service 06: on-board monitoring test results (SAE J1979). On CAN by monitor id (OBDMID), which
 * precedes each test; on the older buses by test id (TID).
 */
public final class OnBoardMonitoring implements ServiceHandler {

  private static final int RESPONSE = 0x46;
  private static final int FILL = 0xFF;

  /** Bits of the limit type and component id byte of the older buses. */
  private static final int MINIMUM = 0x80;

  private static final int COMPONENT = 0x7F;

  /** A maximum that every value meets. */
  private static final int NO_MAXIMUM = 0xFFFF;

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

  /**
   * Answers on the older buses, where the test id (TID) is the monitor's place in the list. Each
   * message has one limit; bit 7 of the component id distinguishes a minimum from a maximum.
   */
  private ServiceResult onLegacy(Payload payload) {
    if (payload.length() != 2) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    List<Integer> mids = List.copyOf(tests.mids());
    TreeSet<Integer> tids = new TreeSet<>();
    for (int i = 1; i <= mids.size(); i++) {
      tids.add(i);
    }
    int tid = payload.at(1);
    if (!SupportBitmap.isSupported(tids, tid)) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    if (SupportBitmap.isMapId(tid)) {
      return ServiceResult.answer(
          ByteList.of(RESPONSE, tid, FILL).add(SupportBitmap.bytes(tids, tid)).payload());
    }
    List<Payload> messages = new ArrayList<>();
    for (OnBoardTest test : tests.of(mids.get(tid - 1))) {
      limits(tid, test, messages);
    }
    return ServiceResult.answers(messages);
  }

  private void limits(int tid, OnBoardTest test, List<Payload> messages) {
    boolean empty = memory.hasNoResult(test.monitor());
    int value = empty ? 0 : test.value();
    int component = test.tid() & COMPONENT;
    if (test.max() != NO_MAXIMUM || test.min() == 0) {
      messages.add(limit(tid, component, value, empty ? 0 : test.max()));
    }
    if (test.min() != 0) {
      messages.add(limit(tid, MINIMUM | component, value, empty ? 0 : test.min()));
    }
  }

  private static Payload limit(int tid, int component, int value, int limit) {
    return ByteList.of(RESPONSE, tid, component).add16(value).add16(limit).payload();
  }
}
