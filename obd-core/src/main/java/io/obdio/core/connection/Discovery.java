package io.obdio.core.connection;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.util.BitSet;
import java.util.List;

/**
 * Walks the bit maps of supported PIDs, TIDs, OBDMIDs and infotypes (SAE J1979 tables A1): the map
 * at 00 tells of 01..20, the one at 20 of 21..40, and so on as long as any ECU says that it has the
 * next one. All ECUs' maps are taken together.
 */
final class Discovery {

  private static final int MAP_BITS = 32;

  /**
   * A service with maps.
   *
   * @param service its number
   * @param suffix what its request has behind the PID: frame number, oxygen sensor
   * @param onCan false if ISO 15765-4 vehicles do not have it
   */
  private record Row(int service, List<Integer> suffix, boolean onCan) {}

  private static final List<Row> TABLE =
      List.of(
          new Row(0x01, List.of(), true),
          new Row(0x02, List.of(0), true),
          new Row(0x05, List.of(1), false),
          new Row(0x06, List.of(), true),
          new Row(0x09, List.of(), true));

  /** The command that every ELM327 has: its name and version. */
  private static final DiagnosticRequest ADAPTER_NAME = new DiagnosticRequest.ToAdapter("ATI");

  /** How a request is sent and answered. */
  interface Exchange {
    TransportAnswer exchange(DiagnosticRequest request) throws TransportException;
  }

  private Discovery() {}

  /** True if a service's PIDs are told by maps. */
  static boolean hasMap(int service) {
    return TABLE.stream().anyMatch(row -> row.service == service);
  }

  /** Asks whether there is an adapter that has commands of its own. */
  static void findAdapter(Exchange bus, SupportMap found) throws TransportException {
    if (bus.exchange(ADAPTER_NAME) instanceof TransportAnswer.AdapterText) {
      found.addAdapter();
    }
  }

  /**
   * Asks for all maps.
   *
   * @param can true on ISO 15765-4
   * @throws TransportException.Lost if the port is gone
   */
  static void walk(Exchange bus, boolean can, SupportMap found) throws TransportException {
    for (Row row : TABLE) {
      if (row.service != 0x01 && !found.isKnown()) {
        break; // Nobody there: the other services would only take time.
      }
      if (row.onCan || !can) {
        walk(bus, row, found);
      }
    }
  }

  private static void walk(Exchange bus, Row row, SupportMap found) throws TransportException {
    for (int map = 0; map < 0x100; map += MAP_BITS) {
      Payload request = request(row, map);
      TransportAnswer answer = bus.exchange(DiagnosticRequest.functional(request));
      if (!(answer instanceof TransportAnswer.Messages messages)) {
        return;
      }
      BitSet pids = new BitSet(256);
      for (EcuMessage message : messages.messages()) {
        if (read(request, message, map, pids) && row.service == 0x01 && map == 0) {
          found.addEcu(message.ecu());
        }
      }
      found.add(row.service, pids);
      if (!pids.get(map + MAP_BITS)) {
        return;
      }
    }
  }

  private static Payload request(Row row, int map) {
    int[] bytes = new int[2 + row.suffix.size()];
    bytes[0] = row.service;
    bytes[1] = map;
    for (int i = 0; i < row.suffix.size(); i++) {
      bytes[2 + i] = row.suffix.get(i);
    }
    return Payload.of(bytes);
  }

  /** Adds the PIDs of one ECU's map, and the map itself; false if the message is none. */
  private static boolean read(Payload request, EcuMessage message, int map, BitSet pids) {
    EcuAddress ecu = message.ecu();
    Payload bits = ServiceEcho.data(request, ecu, message.payload());
    if (bits == null || bits.length() < MAP_BITS / 8) {
      return false;
    }
    pids.set(map);
    for (int i = 0; i < MAP_BITS; i++) {
      if (bits.bit(i)) {
        pids.set(map + i + 1);
      }
    }
    return true;
  }
}
