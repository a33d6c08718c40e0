package io.obdio.socketio.app.query;

import io.obdio.core.command.ObdCommand;
import java.util.List;

/**
 * A command or a raw request of the user.
 *
 * @param command what is sent
 * @param raw whether it is a raw request, whose messages are printed
 * @param decoders for a raw request, the commands that decode its response
 */
record Queried(ObdCommand<?> command, boolean raw, List<ObdCommand<?>> decoders) {

  static Queried of(ObdCommand<?> command) {
    return new Queried(command, false, List.of());
  }

  String name() {
    return command.name();
  }
}
