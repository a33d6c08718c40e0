package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import java.time.Duration;
import java.util.Optional;

/** Services 22 ReadDataByIdentifier and 2E WriteDataByIdentifier (ISO 14229-1). */
public final class DataServices {

  private static final int MAX_MESSAGE = 4095;

  private DataServices() {}

  /**
   * Creates service 22. A request has one or several identifiers; unsupported ones are left out.
   */
  public static ServiceHandler read(DataTable table) {
    return request -> {
      Payload payload = request.payload();
      if (payload.length() < 3 || payload.length() % 2 == 0) {
        return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
      }
      ByteList answer = ByteList.of(0x62);
      Duration processing = Duration.ZERO;
      for (int at = 1; at < payload.length(); at += 2) {
        int id = payload.uint16(at);
        Optional<DataItem> item = table.get(id);
        if (item.isPresent()) {
          answer.add16(id).add(item.get().read().get());
          processing = processing.plus(item.get().processing());
        }
        if (answer.length() > MAX_MESSAGE) {
          return ServiceResult.refuse(Nrc.RESPONSE_TOO_LONG);
        }
      }
      return answer.length() > 1
          ? ServiceResult.answerAfter(processing, answer.payload())
          : ServiceResult.refuse(Nrc.REQUEST_OUT_OF_RANGE);
    };
  }

  /** Creates service 2E. It needs another session than the default one, and security access. */
  public static ServiceHandler write(DataTable table, UdsState state) {
    return request -> {
      Payload payload = request.payload();
      if (state.isDefault()) {
        return ServiceResult.refuse(Nrc.SERVICE_NOT_SUPPORTED_IN_ACTIVE_SESSION);
      }
      if (payload.length() < 4) {
        return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
      }
      int id = payload.uint16(1);
      Optional<DataItem> item = table.get(id).filter(i -> i.writer().isPresent());
      if (item.isEmpty()) {
        return ServiceResult.refuse(Nrc.REQUEST_OUT_OF_RANGE);
      }
      if (!state.isUnlocked()) {
        return ServiceResult.refuse(Nrc.SECURITY_ACCESS_DENIED);
      }
      if (payload.length() - 3 != item.get().read().get().length()) {
        return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
      }
      return item.get().writer().orElseThrow().write(payload.from(3))
          ? ServiceResult.answer(ByteList.of(0x6E).add16(id).payload())
          : ServiceResult.refuse(Nrc.REQUEST_OUT_OF_RANGE);
    };
  }
}
