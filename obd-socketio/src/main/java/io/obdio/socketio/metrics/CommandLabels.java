package io.obdio.socketio.metrics;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of commands as labels of requests. At most {@value #MAX_NAMES} names are used, so that
 * the number of time series is bounded; further commands and unknown requests are {@value #OTHER}.
 * Safe for use by several threads.
 */
final class CommandLabels {

  static final String OTHER = "other";
  static final int MAX_NAMES = 200;

  private static final int CURRENT_DATA = 0x01;

  private final Commands commands;
  private final Map<DiagnosticRequest, List<String>> known = new ConcurrentHashMap<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  CommandLabels(Commands commands) {
    this.commands = commands;
  }

  /** Returns the names of the commands that a request consists of, at least one. */
  List<String> of(DiagnosticRequest request) {
    DiagnosticRequest plain = request.plain();
    List<String> names = known.get(plain);
    if (names == null) {
      names = find(plain).stream().map(this::bounded).toList();
      if (known.size() < MAX_NAMES * 10) {
        known.put(plain, names);
      }
    }
    return names;
  }

  private String bounded(String name) {
    return used.contains(name) || used.size() < MAX_NAMES && used.add(name) ? name : OTHER;
  }

  private List<String> find(DiagnosticRequest request) {
    List<String> names = new ArrayList<>();
    for (DiagnosticRequest part : parts(request)) {
      names.add(
          commands.all().stream()
              .filter(command -> command.request().plain().equals(part))
              .map(ObdCommand::name)
              .findFirst()
              .orElse(OTHER));
    }
    return names.stream().distinct().toList();
  }

  /** Divides a request of several PIDs of service 01. */
  private static List<DiagnosticRequest> parts(DiagnosticRequest request) {
    if (!(request instanceof DiagnosticRequest.ToVehicle vehicle)
        || vehicle.payload().at(0) != CURRENT_DATA
        || vehicle.payload().length() <= 2) {
      return List.of(request);
    }
    List<DiagnosticRequest> parts = new ArrayList<>();
    for (int i = 1; i < vehicle.payload().length(); i++) {
      parts.add(
          new DiagnosticRequest.ToVehicle(
              Payload.of(CURRENT_DATA, vehicle.payload().at(i)), vehicle.target()));
    }
    return parts;
  }
}
