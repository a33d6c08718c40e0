package io.obdio.elm327.inspection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * The PIDs that an inspection requests: those of a list that one ECU supports.
 *
 * @param commands at least one, at most six (SAE J1979, request messages with several PIDs)
 */
record TrialPids(List<ObdCommand<?>> commands) {

  private static final int MAX_PIDS = 6;

  private static final List<ObdCommand<?>> CANDIDATES =
      List.of(
          Service01.RPM,
          Service01.SPEED,
          Service01.ENGINE_LOAD,
          Service01.COOLANT_TEMP,
          Service01.THROTTLE_POS,
          Service01.INTAKE_TEMP,
          Service01.INTAKE_PRESSURE,
          Service01.TIMING_ADVANCE,
          Service01.MAF);

  TrialPids {
    commands = List.copyOf(commands);
  }

  /**
   * Selects the PIDs.
   *
   * @param maps the responses to 0100
   */
  static TrialPids of(List<EcuMessage> maps) {
    List<ObdCommand<?>> most = List.of();
    for (EcuMessage map : maps) {
      List<ObdCommand<?>> supported = new ArrayList<>();
      for (ObdCommand<?> command : CANDIDATES) {
        if (isListed(map.payload(), command.pid().orElse(0)) && supported.size() < MAX_PIDS) {
          supported.add(command);
        }
      }
      most = supported.size() > most.size() ? supported : most;
    }
    return new TrialPids(most.isEmpty() ? List.of(Service01.RPM) : most);
  }

  private static boolean isListed(Payload map, int pid) {
    int index = 2 + (pid - 1) / 8;
    return index < map.length() && (map.at(index) & 0x80 >> (pid - 1) % 8) != 0;
  }

  /** Returns a request for the first {@code count} of them. */
  Payload request(int count) {
    Payload request = Payload.of(0x01);
    for (int i = 0; i < count; i++) {
      request = request.concat(Payload.of(commands.get(i).pid().orElse(0)));
    }
    return request;
  }

  /** Returns the length of a complete response to {@link #request}, in bytes. */
  int responseLength(int count) {
    int length = 1;
    for (int i = 0; i < count; i++) {
      length += commands.get(i).answerBytes() - 1;
    }
    return length;
  }
}
