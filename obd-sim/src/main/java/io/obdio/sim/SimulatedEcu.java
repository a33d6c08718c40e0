package io.obdio.sim;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.service.Availability;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.Refusals;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import io.obdio.sim.ecu.uds.UdsState;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.Vehicle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ECU: its services, and the rules that all of them share, such as responsePending and
 * suppressed negative responses. Guarded by the vehicle's lock.
 */
final class SimulatedEcu implements Ecu {

  /** Delay of the first responsePending, and the interval of further ones, within P2*server_max. */
  private static final Duration FIRST_PENDING = Duration.ofMillis(40);

  private static final Duration NEXT_PENDING = Duration.ofMillis(4500);

  private final EcuKind kind;
  private final Vehicle vehicle;
  private final Object lock;
  private final Availability availability;

  @GuardedBy("lock")
  private final Refusals refusals;

  @GuardedBy("lock")
  private final UdsState state;

  private final Map<Integer, ServiceHandler> services;

  SimulatedEcu(
      EcuKind kind,
      Vehicle vehicle,
      Object lock,
      Availability availability,
      Refusals refusals,
      UdsState state,
      Map<Integer, ServiceHandler> services) {
    this.kind = kind;
    this.vehicle = vehicle;
    this.lock = lock;
    this.availability = availability;
    this.refusals = refusals;
    this.state = state;
    this.services = Map.copyOf(services);
  }

  @Override
  public EcuKind kind() {
    return kind;
  }

  @Override
  public EcuAddresses addresses() {
    return availability.addresses();
  }

  @Override
  public Optional<EcuExtendedAddress> extendedAddress() {
    return availability.extendedAddress();
  }

  @Override
  public List<EcuReply> handle(EcuRequest request) {
    synchronized (lock) {
      if (request.payload().isEmpty() || !vehicle.ignition() || !availability.isUp()) {
        return List.of();
      }
      state.requestCame();
      Optional<Integer> refused = refusals.check(request.payload());
      if (refused.isPresent()) {
        return List.of(
            new EcuReply(
                Payload.of(0x7F, request.payload().at(0), refused.get()), availability.latency()));
      }
      ServiceHandler service = services.get(request.payload().at(0));
      ServiceResult outcome =
          service == null
              ? ServiceResult.refuse(Nrc.SERVICE_NOT_SUPPORTED)
              : service.handle(request);
      state.requestDone(
          outcome instanceof ServiceResult.Answer answer ? answer.processing() : Duration.ZERO);
      return replies(request, outcome);
    }
  }

  private List<EcuReply> replies(EcuRequest request, ServiceResult outcome) {
    int sid = request.payload().at(0);
    Duration latency = availability.latency();
    if (outcome instanceof ServiceResult.Refusal refusal) {
      return isKeptBack(sid, request.functional(), refusal.nrc())
          ? List.of()
          : List.of(new EcuReply(Payload.of(0x7F, sid, refusal.nrc()), latency));
    }
    if (outcome instanceof ServiceResult.Answer answer) {
      return announced(sid, latency, answer);
    }
    return List.of();
  }

  /**
   * Returns whether a negative response is suppressed. In SAE J1979 the only one to a functional
   * request is that of service 04 with the engine running.
   */
  private static boolean isKeptBack(int sid, boolean functional, int nrc) {
    boolean obd = sid <= 0x0A;
    return functional && (Nrc.silentIfFunctional(nrc) || obd && nrc != Nrc.CONDITIONS_NOT_CORRECT);
  }

  private static List<EcuReply> announced(int sid, Duration latency, ServiceResult.Answer answer) {
    List<EcuReply> replies = new ArrayList<>();
    Duration processing = answer.processing();
    if (answer.isLong()) {
      Payload pending = Payload.of(0x7F, sid, Nrc.RESPONSE_PENDING);
      for (Duration at = FIRST_PENDING; at.compareTo(processing) < 0; at = at.plus(NEXT_PENDING)) {
        replies.add(new EcuReply(pending, latency.plus(at)));
      }
    }
    for (Payload message : answer.messages()) {
      replies.add(new EcuReply(message, latency.plus(processing)));
    }
    return List.copyOf(replies);
  }
}
