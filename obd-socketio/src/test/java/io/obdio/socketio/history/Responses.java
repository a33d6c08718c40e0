package io.obdio.socketio.history;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service03;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.value.TroubleCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Responses as a connection makes them from messages. */
final class Responses {

  private static final Commands COMMANDS = Commands.standard();

  private Responses() {}

  /** Returns the response to a command whose only message is {@code hex}. */
  static ObdResponse<?> of(String command, String hex, long wall) {
    return of(COMMANDS.get(command), hex, wall);
  }

  private static <V> ObdResponse<V> of(ObdCommand<V> command, String hex, long wall) {
    EcuAddress ecu = EcuAddress.parse("7E8");
    EcuMessage message = new EcuMessage(ecu, Payload.ofHex(hex));
    Payload data = Service.data(command.payload(), message);
    if (data != null && command.decoder().decode(data) instanceof Decoded.Value<V> value) {
      return ObdResponse.of(
          command,
          Instant.ofEpochMilli(wall),
          value.value(),
          Map.of(ecu, value.value()),
          List.of(message));
    }
    throw new IllegalArgumentException(command.name() + ": " + hex);
  }

  /** Returns the response of several ECUs to service 03, by their addresses. */
  static ObdResponse<?> codes(Map<String, String> messages, long wall) {
    Map<EcuAddress, List<TroubleCode>> byEcu = new LinkedHashMap<>();
    List<EcuMessage> all = new ArrayList<>();
    new TreeMap<>(messages)
        .forEach(
            (ecu, hex) -> {
              EcuMessage message = new EcuMessage(EcuAddress.parse(ecu), Payload.ofHex(hex));
              Payload data = Service.data(Service03.GET_DTC.payload(), message);
              if (data != null
                  && Service03.GET_DTC.decoder().decode(data)
                      instanceof Decoded.Value<List<TroubleCode>> value) {
                byEcu.put(message.ecu(), value.value());
                all.add(message);
              }
            });
    List<TroubleCode> codes = byEcu.values().stream().flatMap(List::stream).toList();
    return ObdResponse.of(Service03.GET_DTC, Instant.ofEpochMilli(wall), codes, byEcu, all);
  }

  static ObdResponse<?> rpm(double rpm, long wall) {
    return of("RPM", String.format("410C%04X", Math.round(rpm * 4)), wall);
  }

  static ObdResponse<?> speed(int speed, long wall) {
    return of("SPEED", String.format("410D%02X", speed), wall);
  }
}
