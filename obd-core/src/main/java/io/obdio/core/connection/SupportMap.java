package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.message.Service.SupportMaps;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Messages;
import io.obdio.core.transport.TransportAnswer.NoAnswer;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The support of commands by a vehicle: the bit maps that its ECUs have sent so far, those of all
 * ECUs together, and the maps that remain to be requested. Immutable and pure.
 *
 * <p>The maps of services 02 and 08 are requested for their commands only. Freeze frames (service
 * 02) are taken to have the PIDs of service 01 until then. Service 08 moves actuators: only an
 * explicit query needs its map.
 */
final class SupportMap {

  /** The map without a vehicle. */
  static final SupportMap UNKNOWN = new SupportMap(Map.of(), Set.of(), false, false);

  private static final int CURRENT_DATA = 0x01;
  private static final int FREEZE_FRAME = 0x02;
  private static final int CONTROL = 0x08;
  private static final Key FIRST = new Key(CURRENT_DATA, Payload.EMPTY);

  /**
   * The first PIDs of the oxygen sensors in service 01, eight each, in the order of the sensors.
   */
  private static final int[] SENSOR_PIDS = {0x14, 0x24, 0x34};

  /** A chain of maps: those of a service, or of one suffix of its requests. */
  private record Key(int service, Payload suffix) {}

  /** The next map of a chain. */
  record Step(Payload request, Key key) {}

  private final Map<Key, MapChain> chains;
  private final Set<EcuAddress> ecus;
  private final boolean adapter;
  private final boolean can;

  private SupportMap(
      Map<Key, MapChain> chains, Set<EcuAddress> ecus, boolean adapter, boolean can) {
    this.chains = chains;
    this.ecus = ecus;
    this.adapter = adapter;
    this.can = can;
  }

  /** Returns a map without a vehicle, with or without an adapter that has its own commands. */
  static SupportMap ofAdapter(boolean adapter) {
    return new SupportMap(Map.of(), Set.of(), adapter, false);
  }

  /**
   * Returns this map with the first one of service 01, if any ECU has answered its request: with a
   * map, or with a refusal, because then it may still answer other requests.
   *
   * @param answer to {@link io.obdio.core.transport.DiagnosticTransport#PROBE}
   * @param isCan whether the vehicle uses ISO 15765-4
   */
  SupportMap withVehicle(TransportAnswer answer, boolean isCan) {
    Step first = new Step(Payload.of(CURRENT_DATA, 0), FIRST);
    Set<EcuAddress> found = new TreeSet<>();
    if (answer instanceof Messages messages) {
      for (EcuMessage message : messages.messages()) {
        if (Service.match(first.request, message.payload()) == Service.Match.ANSWER) {
          found.add(message.ecu());
        }
      }
    }
    return found.isEmpty()
        ? this
        : new SupportMap(chains, Collections.unmodifiableSet(found), adapter, isCan)
            .with(first, answer);
  }

  /** Returns this map with the answer to the request of a step. */
  SupportMap with(Step step, TransportAnswer answer) {
    MapChain chain = chain(step.key);
    if (answer instanceof Messages messages) {
      BitSet found = new BitSet();
      messages.messages().forEach(message -> read(step.request, message, chain.next(), found));
      boolean busy = found.isEmpty() && messages.messages().stream().anyMatch(SupportMap::isBusy);
      return with(step.key, busy ? chain.withFailure() : chain.with(found));
    }
    boolean silence =
        answer instanceof NoAnswer none
            && (none.reason() == TransportAnswer.Reason.NO_DATA
                || none.reason() == TransportAnswer.Reason.NOT_SUPPORTED);
    return with(step.key, silence ? chain.withoutAnswer() : chain.withFailure());
  }

  private static boolean isBusy(EcuMessage message) {
    return NegativeResponse.parse(message.payload()).filter(NegativeResponse::isBusy).isPresent();
  }

  /**
   * Returns this map after the vehicle was absent. What it did not answer shortly before its
   * absence may be requested again.
   */
  SupportMap afterAbsence() {
    Map<Key, MapChain> changed = new HashMap<>(chains);
    changed.replaceAll((key, chain) -> chain.afterAbsence());
    return new SupportMap(changed, ecus, adapter, can);
  }

  private SupportMap with(Key key, MapChain chain) {
    Map<Key, MapChain> changed = new HashMap<>(chains);
    changed.put(key, chain);
    return new SupportMap(changed, ecus, adapter, can);
  }

  /** Adds the ids of one ECU's map, and the map itself, unless the message is not a map. */
  private static void read(Payload request, EcuMessage message, int map, BitSet ids) {
    Payload bits = Service.data(request, message);
    if (bits == null || bits.length() < MapChain.SPAN / 8) {
      return;
    }
    ids.set(map);
    for (int i = 0; i < MapChain.SPAN; i++) {
      if (bits.bit(i)) {
        ids.set(map + i + 1);
      }
    }
  }

  /** Returns whether the vehicle has sent this first map of service 01, by the same ECUs. */
  boolean isOf(TransportAnswer probed) {
    SupportMap other = ofAdapter(adapter).withVehicle(probed, can);
    return other.ecus.equals(ecus) && other.chain(FIRST).startsLike(chain(FIRST));
  }

  /** Returns the ECUs that answered {@code PIDS_A}. */
  Set<EcuAddress> ecus() {
    return ecus;
  }

  /** Returns whether an ECU answered {@code PIDS_A}. */
  boolean isKnown() {
    return !ecus.isEmpty();
  }

  /** Returns whether the vehicle, or the adapter, supports {@code command}. */
  Support of(ObdCommand<?> command) {
    if (!(command.request() instanceof DiagnosticRequest.ToVehicle vehicle)) {
      return adapter ? Support.SUPPORTED : Support.NOT_SUPPORTED;
    }
    if (!isKnown()) {
      return Support.UNKNOWN;
    }
    if (!isOnThisBus(vehicle)) {
      return Support.NOT_SUPPORTED;
    }
    Optional<Key> key = key(vehicle);
    if (key.isEmpty()) {
      return Support.SUPPORTED;
    }
    int id = vehicle.payload().at(1);
    MapChain chain = chain(key.get());
    return key.get().service == FREEZE_FRAME && chain.isEmpty()
        ? chain(FIRST).of(id)
        : chain.of(id);
  }

  /** Returns whether the request, with the meaning that the command gives it, exists on the bus. */
  private boolean isOnThisBus(DiagnosticRequest.ToVehicle vehicle) {
    Optional<EcuAddress.Kind> bus = vehicle.options().bus();
    if (bus.isPresent() && ecus.stream().noneMatch(ecu -> ecu.kind() == bus.get())) {
      return false;
    }
    SupportMaps maps = maps(vehicle).orElse(null);
    if (maps == null || !can && maps.sameIds()) {
      return true;
    }
    // Where the ids differ, requests of the older buses name their bus; the maps have no meaning.
    return can ? maps.onCan() : bus.isPresent() || vehicle.payload().at(1) % MapChain.SPAN == 0;
  }

  /** Returns the maps that {@code vehicle} is in; empty if none has it. */
  private static Optional<SupportMaps> maps(DiagnosticRequest.ToVehicle vehicle) {
    boolean mapped = vehicle.target().isEmpty() && vehicle.payload().length() > 1;
    return mapped ? Service.of(vehicle.payload()).supportMaps() : Optional.empty();
  }

  private static Optional<Key> key(DiagnosticRequest.ToVehicle vehicle) {
    Payload payload = vehicle.payload();
    return maps(vehicle)
        .map(
            maps -> {
              boolean single = maps.suffixes().size() == 1;
              return new Key(payload.at(0), single ? maps.suffixes().get(0) : payload.from(2));
            });
  }

  private MapChain chain(Key key) {
    return chains.getOrDefault(key, MapChain.EMPTY);
  }

  /** Returns the map to request next in order to know whether {@code command} is supported. */
  Optional<Step> nextFor(ObdCommand<?> command) {
    if (!isKnown()
        || !(command.request() instanceof DiagnosticRequest.ToVehicle vehicle)
        || !isOnThisBus(vehicle)) {
      return Optional.empty();
    }
    return key(vehicle)
        .filter(key -> chain(key).of(vehicle.payload().at(1)) == Support.UNKNOWN)
        .map(this::step);
  }

  /** Returns the map to request next in order to know what is supported; empty if all is known. */
  Optional<Step> next() {
    if (!isKnown()) {
      return Optional.empty();
    }
    for (Service service : Service.defined()) {
      Optional<SupportMaps> maps =
          service.supportMaps().filter(m -> !isForItsCommandsOnly(service) && (m.onCan() || !can));
      if (maps.isPresent()) {
        List<Payload> suffixes = maps.get().suffixes();
        for (int i = 0; i < suffixes.size(); i++) {
          Key key = new Key(service.id(), suffixes.get(i));
          if (!chain(key).isComplete() && (suffixes.size() == 1 || hasSensor(i))) {
            return Optional.of(step(key));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isForItsCommandsOnly(Service service) {
    return service.id() == FREEZE_FRAME || service.id() == CONTROL;
  }

  /** Returns whether service 01 has a PID of the oxygen sensor, 0..7. */
  private boolean hasSensor(int sensor) {
    MapChain pids = chain(FIRST);
    for (int first : SENSOR_PIDS) {
      if (pids.of(first + sensor) == Support.SUPPORTED) {
        return true;
      }
    }
    return false;
  }

  private Step step(Key key) {
    Payload request = Payload.of(key.service, chain(key).next()).concat(key.suffix);
    return new Step(request, key);
  }
}
