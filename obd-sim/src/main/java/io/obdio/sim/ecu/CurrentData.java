package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import java.util.Optional;

/** Service 01: current data. On CAN up to six PIDs in one request, one combined answer. */
final class CurrentData implements ServiceHandler {

  private static final int MAX_PIDS = 6;

  private final PidTable table;
  private final Measured car;

  CurrentData(PidTable table, Measured car) {
    this.table = table;
    this.car = car;
  }

  @Override
  public Outcome handle(EcuRequest request) {
    int pids = request.payload().length() - 1;
    if (pids < 1 || pids > (request.medium() == Medium.CAN ? MAX_PIDS : 1)) {
      return Outcome.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    ByteList answer = ByteList.of(0x41);
    for (int i = 1; i <= pids; i++) {
      int pid = request.payload().at(i);
      Optional<Payload> data = table.data(pid, request.medium(), car);
      data.ifPresent(bytes -> answer.add(pid).add(bytes));
    }
    return answer.length() > 1
        ? Outcome.answer(answer.payload())
        : Outcome.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
  }
}
