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
 * The PIDs that a vehicle supports, by service, of all ECUs together; found by {@link Discovery}.
 * Immutable once filled.
 */
final class SupportMap {

  /** The map before discovery. */
  static final SupportMap UNKNOWN = new SupportMap();

  private final Map<Integer, BitSet> byService = new HashMap<>();
  private final Set<EcuAddress> ecus = new TreeSet<>();
  private boolean adapter;

  /** Adds the PIDs of a map of {@code service}. */
  void add(int service, BitSet pids) {
    byService.computeIfAbsent(service, s -> new BitSet(256)).or(pids);
  }

  /** Adds an ECU that answered the first map of service 01. */
  void addEcu(EcuAddress ecu) {
    ecus.add(ecu);
  }

  /** Notes that there is an adapter with commands of its own. */
  void addAdapter() {
    adapter = true;
  }

  /** Returns the ECUs that answered {@code PIDS_A}. */
  Set<EcuAddress> ecus() {
    return Collections.unmodifiableSet(ecus);
  }

  /** Returns whether an ECU answered {@code PIDS_A}. */
  boolean isKnown() {
    return !ecus.isEmpty();
  }

  /** Returns whether {@code command} is supported: it is in a map, or its service has none. */
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
