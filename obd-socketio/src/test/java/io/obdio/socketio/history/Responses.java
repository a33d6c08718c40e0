package io.obdio.socketio.history;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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

  static ObdResponse<?> rpm(double rpm, long wall) {
    return of("RPM", String.format("410C%04X", Math.round(rpm * 4)), wall);
  }

  static ObdResponse<?> speed(int speed, long wall) {
    return of("SPEED", String.format("410D%02X", speed), wall);
  }
}
