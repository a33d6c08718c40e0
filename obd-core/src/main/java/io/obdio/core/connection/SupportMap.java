package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Service;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a vehicle said that it has, by service, all ECUs taken together; found by {@link Discovery}.
 * Immutable once built.
 */
final class SupportMap {

  /** Nothing asked yet. */
  static final SupportMap UNKNOWN = new SupportMap();

  private final Map<Integer, BitSet> byService = new HashMap<>();
  private final Set<EcuAddress> ecus = new TreeSet<>();
  private boolean adapter;

  /** Notes that {@code service} has a map, and the PIDs in it. */
  void add(int service, BitSet pids) {
    byService.computeIfAbsent(service, s -> new BitSet(256)).or(pids);
  }

  /** Notes an ECU that answered the first map of service 01. */
  void addEcu(EcuAddress ecu) {
    ecus.add(ecu);
  }

  /** Notes that there is an adapter that answers. */
  void addAdapter() {
    adapter = true;
  }

  /** The ECUs that answered {@code PIDS_A}. */
  Set<EcuAddress> ecus() {
    return Collections.unmodifiableSet(ecus);
  }

  /** True if the vehicle was asked and has answered anything. */
  boolean isKnown() {
    return !ecus.isEmpty();
  }

  /** True if {@code command} may be asked: it is in a map, or there is no map it could be in. */
  boolean has(ObdCommand<?> command) {
    if (!(command.request() instanceof DiagnosticRequest.ToVehicle vehicle)) {
      return adapter;
    }
    if (vehicle.target().isPresent() || command.pid().isEmpty()) {
      return true;
    }
    int service = vehicle.payload().at(0);
    BitSet pids = byService.get(service);
    return pids == null
        ? Service.of(service).supportMaps().isEmpty()
        : pids.get(command.pid().getAsInt());
  }
}
