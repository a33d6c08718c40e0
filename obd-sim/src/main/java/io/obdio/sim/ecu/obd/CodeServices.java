package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.TroubleMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Services 03, 07 and 0A (trouble codes) and 04 (clear). */
public final class CodeServices {

  private static final int CODES_A_LEGACY_MESSAGE = 3;

  private CodeServices() {}

  /**
   * Creates a service that lists trouble codes.
   *
   * @param response its response service id: 43, 47 or 4A
   */
  public static ServiceHandler list(int response, Supplier<List<Dtc>> codes) {
    return request -> {
      if (request.payload().length() != 1) {
        return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
      }
      return request.medium() == Medium.CAN
          ? ServiceResult.answer(counted(response, codes.get()))
          : ServiceResult.answers(inThrees(response, codes.get()));
    };
  }

  /** Returns the message of ISO 15765-4, in which the number of codes precedes the codes. */
  private static Payload counted(int response, List<Dtc> codes) {
    int count = Math.min(codes.size(), 0xFF);
    ByteList message = ByteList.of(response, count);
    codes.stream().limit(count).forEach(code -> message.add16(code.base()));
    return message.payload();
  }

  /**
   * Returns the messages of the older buses: three codes each, padded with 00 00; at least one
   * message.
   */
  private static List<Payload> inThrees(int response, List<Dtc> codes) {
    List<Payload> messages = new ArrayList<>();
    int at = 0;
    do {
      ByteList message = ByteList.of(response);
      for (int i = 0; i < CODES_A_LEGACY_MESSAGE; i++, at++) {
        message.add16(at < codes.size() ? codes.get(at).base() : 0);
      }
      messages.add(message.payload());
    } while (at < codes.size());
    return messages;
  }

  /** Creates service 04. */
  public static ServiceHandler clear(TroubleMemory memory) {
    return request -> {
      if (request.payload().length() != 1) {
        return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
      }
      memory.clear();
      return ServiceResult.answer(0x44);
    };
  }
}
