package io.obdio.socketio.app.scan;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service09;
import io.obdio.core.command.Uds;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.transport.Protocol;
import io.obdio.core.value.SupportedPids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The ECUs of a vehicle and what they support.
 *
 * @param port the port to the vehicle
 * @param protocol the protocol
 * @param vin the vehicle identification number; "" if the vehicle reports none
 * @param ecus the ECUs, by address
 */
record VehicleScan(String port, Protocol protocol, String vin, List<ScannedEcu> ecus) {

  /** The services with bit maps whose commands only read (SAE J1979 appendix A). */
  private static final List<Integer> SERVICES = List.of(0x01, 0x06, 0x09);

  private static final int PIDS_PER_MAP = 0x20;

  /** Copies the list. */
  VehicleScan {
    ecus = List.copyOf(ecus);
  }

  /**
   * Scans a vehicle.
   *
   * @param progress receives what is requested
   */
  static VehicleScan read(ObdConnection connection, Consumer<String> progress) {
    Map<EcuAddress, Map<Integer, List<String>>> supported = new TreeMap<>();
    for (int service : SERVICES) {
      progress.accept("Reading what the ECUs support: service " + hex(service));
      support(connection, service)
          .forEach(
              (ecu, names) ->
                  supported.computeIfAbsent(ecu, key -> new LinkedHashMap<>()).put(service, names));
    }
    progress.accept("Reading the names of the ECUs");
    Map<EcuAddress, String> names = connection.query(Service09.ECU_NAME).byEcu();
    Map<EcuAddress, List<String>> ids = connection.query(Service09.CALIBRATION_IDS).byEcu();
    Map<EcuAddress, List<String>> cvns = connection.query(Service09.CVNS).byEcu();
    Set<EcuAddress> uds =
        connection.protocol().can()
            ? connection.force(Uds.testerPresent()).byEcu().keySet()
            : Set.of();
    Set<EcuAddress> all = new TreeSet<>(supported.keySet());
    all.addAll(uds);
    List<ScannedEcu> ecus = new ArrayList<>();
    for (EcuAddress ecu : all) {
      ecus.add(
          new ScannedEcu(
              ecu,
              names.getOrDefault(ecu, ""),
              calibrations(ids.getOrDefault(ecu, List.of()), cvns.getOrDefault(ecu, List.of())),
              uds.contains(ecu),
              supported.getOrDefault(ecu, Map.of())));
    }
    String vin = connection.query(Service09.VIN).valueOrNull();
    return new VehicleScan(
        connection.portName(), connection.protocol(), vin == null ? "" : vin, ecus);
  }

  /** Returns the supported commands of a service by ECU. */
  private static Map<EcuAddress, List<String>> support(ObdConnection connection, int service) {
    Commands commands = connection.commands();
    Map<EcuAddress, List<String>> names = new LinkedHashMap<>();
    boolean more = true;
    for (int base = 0; more && base <= 0xE0; base += PIDS_PER_MAP) {
      more = false;
      ObdCommand<?> command = commands.find(service, base).orElse(null);
      if (command == null) {
        break;
      }
      for (Map.Entry<EcuAddress, ?> each : connection.force(command).byEcu().entrySet()) {
        if (each.getValue() instanceof SupportedPids map) {
          List<String> list = names.computeIfAbsent(each.getKey(), key -> new ArrayList<>());
          map.pids().stream()
              .filter(pid -> pid % PIDS_PER_MAP != 0)
              .forEach(pid -> list.add(name(commands, service, pid)));
          more |= map.hasNext();
        }
      }
    }
    return names;
  }

  private static String name(Commands commands, int service, int pid) {
    return commands.find(service, pid).map(ObdCommand::name).orElse(hex(service) + hex(pid));
  }

  private static List<String> calibrations(List<String> ids, List<String> cvns) {
    List<String> calibrations = new ArrayList<>();
    for (int i = 0; i < Math.max(ids.size(), cvns.size()); i++) {
      String id = i < ids.size() ? ids.get(i) : "";
      String cvn = i < cvns.size() ? cvns.get(i) : "";
      calibrations.add((id + " " + cvn).strip());
    }
    return calibrations;
  }

  static String hex(int number) {
    return String.format(Locale.ROOT, "%02X", number);
  }
}
