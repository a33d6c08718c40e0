package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import io.obdio.sim.vehicle.TroubleMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Service 06: results of the monitors' tests. On CAN by monitor, with the monitor's id before each
 * test; on the older buses by test number.
 */
final class MonitorResults implements ServiceHandler {

  private static final int RESPONSE = 0x46;
  private static final int FILL = 0xFF;

  private final MonitorTests tests;
  private final TroubleMemory memory;

  MonitorResults(MonitorTests tests, TroubleMemory memory) {
    this.tests = tests;
    this.memory = memory;
  }

  @Override
  public Outcome handle(EcuRequest request) {
    return request.medium() == Medium.CAN ? onCan(request.payload()) : onLegacy(request.payload());
  }

  private Outcome onCan(Payload payload) {
    if (payload.length() == 2 && !SupportMap.isMapId(payload.at(1))) {
      ByteList answer = ByteList.of(RESPONSE);
      for (MonitorTest test : tests.of(payload.at(1))) {
        boolean empty = memory.hasNoResult(test.monitor());
        answer
            .add(test.mid(), test.tid(), test.scaling())
            .add16(empty ? 0 : test.value())
            .add16(empty ? 0 : test.min())
            .add16(empty ? 0 : test.max());
      }
      return answer.length() > 1
          ? Outcome.answer(answer.payload())
          : Outcome.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    return MapRequest.answer(payload, RESPONSE, tests.mids());
  }

  /** The test number is the monitor's place in the list; bit 7 of the component is clear: max. */
  private Outcome onLegacy(Payload payload) {
    if (payload.length() != 2) {
      return Outcome.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    List<Integer> mids = List.copyOf(tests.mids());
    TreeSet<Integer> numbers = new TreeSet<>();
    for (int i = 1; i <= mids.size(); i++) {
      numbers.add(i);
    }
    int number = payload.at(1);
    if (!SupportMap.isSupported(numbers, number)) {
      return Outcome.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    if (SupportMap.isMapId(number)) {
      return Outcome.answer(
          ByteList.of(RESPONSE, number, FILL).add(SupportMap.bytes(numbers, number)).payload());
    }
    List<Payload> messages = new ArrayList<>();
    for (MonitorTest test : tests.of(mids.get(number - 1))) {
      boolean empty = memory.hasNoResult(test.monitor());
      messages.add(
          ByteList.of(RESPONSE, number, test.tid() & 0x7F)
              .add16(empty ? 0 : test.value())
              .add16(empty ? 0 : test.max())
              .payload());
    }
    return Outcome.answers(messages);
  }
}
