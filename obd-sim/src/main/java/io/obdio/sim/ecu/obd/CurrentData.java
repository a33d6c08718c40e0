package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import java.util.Optional;

/** Service 01: current data. On CAN a request has up to six PIDs and one combined answer. */
public final class CurrentData implements ServiceHandler {

  private static final int MAX_PIDS = 6;

  private final PidTable table;
  private final Measured car;

  public CurrentData(PidTable table, Measured car) {
    this.table = table;
    this.car = car;
  }

  @Override
  public ServiceResult handle(EcuRequest request) {
    int pids = request.payload().length() - 1;
    if (pids < 1 || pids > (request.medium() == Medium.CAN ? MAX_PIDS : 1)) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    ByteList answer = ByteList.of(0x41);
    for (int i = 1; i <= pids; i++) {
      int pid = request.payload().at(i);
      Optional<Payload> data = table.data(pid, request.medium(), car);
      data.ifPresent(bytes -> answer.add(pid).add(bytes));
    }
    return answer.length() > 1
        ? ServiceResult.answer(answer.payload())
        : ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
  }
}
