package io.obdio.socketio.app.check;

import io.obdio.core.message.EcuAddress.Kind;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.vehicle.EcuKind;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An ECU that answers as a file states: the request of the current line with the messages of that
 * line, in the diagnostic session that the line names, and the maps of supported PIDs with those
 * that the file has answers to.
 *
 * <p>Threads: any thread may call any method.
 */
final class RecordedEcu implements Ecu {

  private static final int SESSION_CONTROL = 0x10;
  private static final int TESTER_PRESENT = 0x3E;
  private static final int NEGATIVE = 0x7F;
  private static final int OUT_OF_RANGE = 0x31;
  private static final int NOT_IN_SESSION = 0x7F;
  private static final int MAP_SPAN = 0x20;

  /** The address byte of an ECU on CAN, where it does not matter. */
  private static final int NODE = 0x10;

  /** The current line. */
  private record Line(Payload request, List<Payload> messages, OptionalInt session) {}

  private final EcuKey key;
  private final EcuAddresses addresses;

  /** The supported PIDs by service; complete before the first request. */
  private final Map<Integer, BitSet> pids = new HashMap<>();

  private volatile Line line = new Line(Payload.EMPTY, List.of(), OptionalInt.empty());
  private volatile int session = 1;

  /**
   * Creates an ECU.
   *
   * @param unused an identifier that no request has: an ECU with extended addressing alone needs
   *     normal identifiers nevertheless; the next one must be unused too
   */
  RecordedEcu(EcuKey key, int unused) {
    this.key = key;
    this.addresses = addresses(key, unused);
  }

  private static EcuAddresses addresses(EcuKey key, int unused) {
    int request = key.request().id();
    int answer = key.answer().id();
    EcuAddresses none = new EcuAddresses(unused, unused + 1, NODE);
    EcuAddresses addresses =
        switch (key.answer().kind()) {
          case CAN_11 -> key.address().isPresent() ? none : new EcuAddresses(request, answer, NODE);
          case CAN_29 -> none.withCan29(request, answer);
          case BYTE -> new EcuAddresses(unused, unused + 1, answer);
          case ADAPTER -> throw new IllegalArgumentException(key + " is not an ECU");
        };
    return addresses.withFunctional(key.isFunctional());
  }

  /** Adds a request that the file has an answer of this ECU to. */
  void supports(Payload request) {
    if (request.length() == 2 && Service.of(request).supportMaps().isPresent()) {
      pids.computeIfAbsent(request.at(0), service -> new BitSet()).set(request.at(1));
    }
  }

  /**
   * Sets the current line.
   *
   * @param messages this ECU's answers in it; may be empty
   * @param needed the session that the line names
   */
  void play(Payload request, List<Payload> messages, OptionalInt needed) {
    line = new Line(request, List.copyOf(messages), needed);
  }

  @Override
  public EcuKind kind() {
    return EcuKind.ENGINE;
  }

  @Override
  public EcuAddresses addresses() {
    return addresses;
  }

  @Override
  public Optional<EcuExtendedAddress> extendedAddress() {
    return key.address().isEmpty() || key.answer().kind() != Kind.CAN_11
        ? Optional.empty()
        : Optional.of(
            new EcuExtendedAddress(
                key.request().id(), key.answer().id(), key.address().getAsInt(), key.tester()));
  }

  @Override
  public List<EcuReply> handle(EcuRequest request) {
    Payload payload = request.payload();
    Line now = line;
    if (!now.messages().isEmpty() && payload.equals(now.request())) {
      return now.session().isEmpty() || now.session().getAsInt() == session
          ? now.messages().stream().map(RecordedEcu::reply).toList()
          : List.of(reply(Payload.of(NEGATIVE, payload.at(0), NOT_IN_SESSION)));
    }
    if (payload.length() == 2 && payload.at(0) == SESSION_CONTROL) {
      session = payload.at(1);
      return List.of(reply(Payload.of(SESSION_CONTROL + Service.POSITIVE, session)));
    }
    if (payload.length() == 2 && payload.at(0) == TESTER_PRESENT) {
      return List.of(reply(Payload.of(TESTER_PRESENT + Service.POSITIVE, payload.at(1))));
    }
    if (payload.length() == 2 && payload.at(1) % MAP_SPAN == 0 && pids.containsKey(payload.at(0))) {
      return List.of(reply(map(payload)));
    }
    return request.functional() || payload.isEmpty()
        ? List.of()
        : List.of(reply(Payload.of(NEGATIVE, payload.at(0), OUT_OF_RANGE)));
  }

  /** Returns the map of supported PIDs; the last bit states that there is a next map. */
  private Payload map(Payload request) {
    BitSet supported = pids.getOrDefault(request.at(0), new BitSet());
    int first = request.at(1) + 1;
    int bits = 0;
    for (int i = 0; i < MAP_SPAN; i++) {
      boolean last = i == MAP_SPAN - 1;
      boolean set = last ? supported.nextSetBit(first + i) >= 0 : supported.get(first + i);
      bits = bits << 1 | (set ? 1 : 0);
    }
    return Payload.of(
        request.at(0) + Service.POSITIVE, request.at(1), bits >> 24, bits >> 16, bits >> 8, bits);
  }

  private static EcuReply reply(Payload payload) {
    return new EcuReply(payload, Duration.ZERO);
  }
}
