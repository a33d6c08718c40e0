package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceResult;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/**
 * Service 2F InputOutputControlByIdentifier (ISO 14229-1) and its outputs of one byte each. A
 * change of session returns control of all of them to the ECU. Guarded by the vehicle's lock.
 */
public final class Outputs {

  private static final int RETURN_CONTROL = 0x00;
  private static final int RESET_TO_DEFAULT = 0x01;
  private static final int FREEZE = 0x02;
  private static final int ADJUST = 0x03;

  private final Map<Integer, IntSupplier> outputs = new HashMap<>();
  private final Map<Integer, Integer> taken = new HashMap<>();
  private final UdsState state;

  public Outputs(UdsState state) {
    this.state = state;
    state.onSessionChange(taken::clear);
  }

  /**
   * Adds an output, 0 to FF, which service 22 can also read.
   *
   * @param driven the value while the ECU controls it
   */
  public Outputs output(int id, IntSupplier driven, DataTable table) {
    outputs.put(id, driven);
    table.row(DataItem.readOnly(id, () -> Payload.of(value(id, driven))));
    return this;
  }

  private int value(int id, IntSupplier driven) {
    return taken.getOrDefault(id, driven.getAsInt());
  }

  public ServiceResult handle(EcuRequest request) {
    Payload payload = request.payload();
    if (state.isDefault()) {
      return ServiceResult.refuse(Nrc.SERVICE_NOT_SUPPORTED_IN_ACTIVE_SESSION);
    }
    if (payload.length() < 4) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    int id = payload.uint16(1);
    int parameter = payload.at(3);
    IntSupplier driven = outputs.get(id);
    if (driven == null || parameter > ADJUST) {
      return ServiceResult.refuse(Nrc.REQUEST_OUT_OF_RANGE);
    }
    if (payload.length() != (parameter == ADJUST ? 5 : 4)) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    OptionalInt take =
        switch (parameter) {
          case RESET_TO_DEFAULT -> OptionalInt.of(0);
          case FREEZE -> OptionalInt.of(value(id, driven));
          case ADJUST -> OptionalInt.of(payload.at(4));
          case RETURN_CONTROL -> OptionalInt.empty();
          default -> throw new AssertionError("checked above");
        };
    if (take.isPresent()) {
      taken.put(id, take.getAsInt());
    } else {
      taken.remove(id);
    }
    return ServiceResult.answer(
        ByteList.of(0x6F).add16(id).add(parameter, value(id, driven)).payload());
  }
}
