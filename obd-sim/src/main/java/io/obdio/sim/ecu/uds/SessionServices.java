package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.service.Availability;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import io.obdio.sim.vehicle.Vehicle;
import io.obdio.sim.vehicle.VehicleSignal;
import java.time.Duration;
import java.util.Optional;

/** Services 10 DiagnosticSessionControl, 11 ECUReset and 3E TesterPresent (ISO 14229-1). */
public final class SessionServices {

  private static final int P2_MILLIS = 50;
  private static final int P2_STAR_TEN_MILLIS = 500;
  private static final Duration RESET_TAKES = Duration.ofMillis(300);

  private SessionServices() {}

  /**
   * Creates service 10. The programming session needs a stationary vehicle and the extended session
   * before it.
   */
  public static ServiceHandler sessionControl(UdsState state, Vehicle vehicle) {
    return SubFunction.service(
        (function, payload) -> {
          Optional<Session> next = Session.of(function);
          if (next.isEmpty()) {
            return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
          }
          if (payload.length() != 2) {
            return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
          }
          if (next.get() == Session.PROGRAMMING && state.isDefault()) {
            return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED_IN_ACTIVE_SESSION);
          }
          if (next.get() == Session.PROGRAMMING && vehicle.value(VehicleSignal.SPEED) > 0) {
            return ServiceResult.refuse(Nrc.CONDITIONS_NOT_CORRECT);
          }
          state.enter(next.get());
          return ServiceResult.answer(
              ByteList.of(0x50, function).add16(P2_MILLIS).add16(P2_STAR_TEN_MILLIS).payload());
        });
  }

  /**
   * Creates service 11: hard, key off on, soft. The ECU is unavailable for a while and loses its
   * state.
   */
  public static ServiceHandler reset(UdsState state, Availability availability) {
    return SubFunction.service(
        (function, payload) -> {
          if (function < 0x01 || function > 0x03) {
            return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
          }
          if (payload.length() != 2) {
            return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
          }
          state.enter(Session.DEFAULT);
          availability.goAway(RESET_TAKES);
          return ServiceResult.answer(0x51, function);
        });
  }

  /** Creates service 3E. */
  public static ServiceHandler testerPresent() {
    return SubFunction.service(SessionServices::present);
  }

  private static ServiceResult present(int function, Payload payload) {
    if (function != 0) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    return payload.length() == 2
        ? ServiceResult.answer(0x7E, function)
        : ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
  }
}
