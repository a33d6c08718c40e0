package io.obdio.core.connection;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.message.Service.SupportMaps;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The discovery of what a vehicle supports: requests the bit maps of PIDs, TIDs, OBDMIDs and
 * infotypes ({@link Service.SupportMaps}). The next map is requested as long as any ECU has it; the
 * maps of all ECUs are combined.
 */
final class Discovery {

  private static final int MAP_BITS = 32;

  /** The service whose first map every vehicle answers. */
  private static final int CURRENT_DATA = 0x01;

  /** The command that every ELM327 answers: its name and version. */
  private static final DiagnosticRequest ADAPTER_NAME = new DiagnosticRequest.ToAdapter("ATI");

  /** The exchange of a request and its answer. */
  interface Exchange {
    TransportAnswer exchange(DiagnosticRequest request) throws TransportException;
  }

  private Discovery() {}

  /** Finds out whether there is an adapter with commands of its own. */
  static void findAdapter(Exchange bus, SupportMap found) throws TransportException {
    if (bus.exchange(ADAPTER_NAME) instanceof TransportAnswer.AdapterText) {
      found.addAdapter();
    }
  }

  /**
   * Requests all maps.
   *
   * @param can whether the vehicle uses ISO 15765-4
   * @param probed the responses to {@link DiagnosticTransport#PROBE}, the first map, if they were
   *     received already; else empty
   * @throws TransportException.Lost if the connection is lost
   */
  static void walk(Exchange bus, boolean can, List<EcuMessage> probed, SupportMap found)
      throws TransportException {
    for (Service service : Service.defined()) {
      Optional<SupportMaps> maps = service.supportMaps();
      if (maps.isEmpty() || can && !maps.get().onCan()) {
        continue;
      }
      if (service.id() != CURRENT_DATA && !found.isKnown()) {
        break; // No ECU answered: requesting the other services would only take time.
      }
      walk(bus, service.id(), maps.get(), service.id() == CURRENT_DATA ? probed : List.of(), found);
    }
  }

  private static void walk(
      Exchange bus, int service, SupportMaps maps, List<EcuMessage> probed, SupportMap found)
      throws TransportException {
    for (int map = 0; map < 0x100; map += MAP_BITS) {
      Payload request = Payload.of(service, map).concat(maps.suffix());
      TransportAnswer answer =
          map == 0 && !probed.isEmpty()
              ? new TransportAnswer.Messages(probed)
              : bus.exchange(DiagnosticRequest.functional(request));
      if (!(answer instanceof TransportAnswer.Messages messages)) {
        return;
      }
      BitSet pids = new BitSet(256);
      for (EcuMessage message : messages.messages()) {
        read(request, message, map, pids);
        if (service == CURRENT_DATA
            && map == 0
            && Service.match(request, message.payload()) == Service.Match.ANSWER) {
          // Also a vehicle that refuses service 01 answers, and may answer other requests.
          found.addEcu(message.ecu());
        }
      }
      found.add(service, pids);
      if (!pids.get(map + MAP_BITS)) {
        return;
      }
    }
  }

  /** Adds the PIDs of one ECU's map, and the map itself, unless the message is not a map. */
  private static void read(Payload request, EcuMessage message, int map, BitSet pids) {
    Payload bits = Service.data(request, message);
    if (bits == null || bits.length() < MAP_BITS / 8) {
      return;
    }
    pids.set(map);
    for (int i = 0; i < MAP_BITS; i++) {
      if (bits.bit(i)) {
        pids.set(map + i + 1);
      }
    }
  }
}
