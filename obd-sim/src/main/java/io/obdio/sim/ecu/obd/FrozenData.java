package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import io.obdio.sim.vehicle.FreezeFrame;
import io.obdio.sim.vehicle.TroubleMemory;
import java.util.List;
import java.util.Optional;

/** Service 02: freeze frames. On CAN a request has up to three pairs of PID and frame number. */
public final class FrozenData implements ServiceHandler {

  private static final int MAX_PAIRS = 3;
  private static final int CODE = 0x02;

  private final PidTable table;
  private final TroubleMemory memory;

  public FrozenData(PidTable table, TroubleMemory memory) {
    this.table = table;
    this.memory = memory;
  }

  @Override
  public ServiceResult handle(EcuRequest request) {
    Payload payload = request.payload();
    int pairs = (payload.length() - 1) / 2;
    boolean whole = payload.length() == 1 + 2 * pairs;
    if (!whole || pairs < 1 || pairs > (request.medium() == Medium.CAN ? MAX_PAIRS : 1)) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    ByteList answer = ByteList.of(0x42);
    for (int i = 0; i < pairs; i++) {
      int pid = payload.at(1 + 2 * i);
      int frame = payload.at(2 + 2 * i);
      data(pid, frame).ifPresent(bytes -> answer.add(pid, frame).add(bytes));
    }
    return answer.length() > 1
        ? ServiceResult.answer(answer.payload())
        : ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
  }

  private Optional<Payload> data(int pid, int number) {
    List<FreezeFrame> frames = memory.frames();
    boolean there = number < frames.size();
    if (SupportBitmap.isMapId(pid)) {
      boolean answered = (there || number == 0) && SupportBitmap.isSupported(table.frameIds(), pid);
      return answered
          ? Optional.of(Payload.of(SupportBitmap.bytes(table.frameIds(), pid)))
          : Optional.empty();
    }
    if (pid == CODE && table.frameIds().contains(CODE)) {
      int code = there ? frames.get(number).dtc().base() : 0;
      return there || number == 0
          ? Optional.of(ByteList.of().add16(code).payload())
          : Optional.empty();
    }
    return there
        ? table.get(pid).filter(Pid::inFrame).map(row -> row.data(frames.get(number)::value))
        : Optional.empty();
  }
}
