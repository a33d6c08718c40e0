package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.SupportMap.Step;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The discovery of what a vehicle supports: requests its bit maps, all of them or those that a
 * command needs. Between two requests other callers may use the bus, unless the caller of a method
 * has exclusive access to it.
 *
 * <p>Threads: all methods may be called by any thread; the map is written with exclusive access to
 * the bus and read by any thread.
 */
final class Discovery {

  private final Bus bus;
  private volatile SupportMap map = SupportMap.UNKNOWN;
  private volatile ResponseReader reader = ResponseReader.STANDARD;

  Discovery(Bus bus) {
    this.bus = bus;
  }

  /** Returns what is known so far. */
  SupportMap map() {
    return map;
  }

  /** Returns the reader of the responses of the vehicle's ECUs. */
  ResponseReader reader() {
    return reader;
  }

  /** Forgets the vehicle. The caller has exclusive access to the bus. */
  void reset() {
    map = SupportMap.UNKNOWN;
  }

  /**
   * Begins with the ECUs that answer the probe, which is the first map of service 01. The caller
   * has exclusive access to the bus.
   *
   * @param probed the responses to {@link DiagnosticTransport#PROBE} that were received already;
   *     empty to request it
   * @return whether an ECU answered
   * @throws TransportException.Lost if the connection is lost
   */
  boolean begin(List<EcuMessage> probed) throws TransportException {
    SupportMap found = SupportMap.ofAdapter(bus.hasAdapter());
    if (bus.reachedVehicle()) {
      TransportAnswer answer =
          probed.isEmpty()
              ? bus.exchange(DiagnosticTransport.PROBE)
              : new TransportAnswer.Messages(probed);
      found = found.withVehicle(answer, bus.protocol().can());
    }
    reader = ResponseReader.of(found.ecus());
    map = found;
    return found.isKnown();
  }

  /**
   * Notes that the vehicle answers the probe again after an absence. The caller has exclusive
   * access to the bus.
   *
   * @return whether it is the same vehicle; if not, {@link #begin} must follow
   */
  boolean resume(TransportAnswer probed) {
    boolean same = map.isOf(probed);
    if (same) {
      map = map.afterAbsence();
    }
    return same;
  }

  /** Returns whether all maps are known. */
  boolean isComplete() {
    SupportMap now = map;
    return now.isKnown() && now.next().isEmpty();
  }

  /**
   * Requests one map that is not known yet.
   *
   * @return whether others remain; false also if the bus is in use for too long
   * @throws TransportException.Lost if the connection is lost
   */
  boolean next() throws TransportException {
    return next(SupportMap::next);
  }

  /**
   * Requests the maps that are not known yet.
   *
   * @throws TransportException.Lost if the connection is lost
   */
  void complete() throws TransportException {
    boolean more = true;
    while (more) {
      more = next();
    }
  }

  /**
   * Requests the maps that show whether {@code command} is supported, if they are not known yet.
   *
   * @throws TransportException.Lost if the connection is lost
   */
  void resolve(ObdCommand<?> command) throws TransportException {
    boolean more = map.nextFor(command).isPresent();
    while (more) {
      more = next(known -> known.nextFor(command));
    }
  }

  private boolean next(Function<SupportMap, Optional<Step>> needed) throws TransportException {
    Boolean more =
        bus.exclusively(
            () -> {
              Optional<Step> step = needed.apply(map);
              if (step.isEmpty()) {
                return false;
              }
              DiagnosticRequest request = DiagnosticRequest.functional(step.get().request());
              map = map.with(step.get(), bus.exchangeUncounted(request));
              if (isComplete()) {
                bus.reportDiscovered();
              }
              return needed.apply(map).isPresent();
            });
    return Boolean.TRUE.equals(more);
  }
}
