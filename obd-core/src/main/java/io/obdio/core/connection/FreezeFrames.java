package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;

/** Service 02 as a mirror of service 01 (SAE J1979 clause 5.4): PID, then frame number. */
final class FreezeFrames {

  private FreezeFrames() {}

  /** {@code command} for another frame. */
  static <V> ObdCommand<V> command(ObdCommand<V> command, int frame) {
    if (frame < 0 || frame > 0xFF) {
      throw new IllegalArgumentException("freeze frame numbers are 0..255, not " + frame);
    }
    int service = command.service().orElse(-1);
    if (service != 0x01 && service != 0x02 || command.pid().isEmpty()) {
      throw new IllegalArgumentException(
          command.name() + " has no freeze frame: it is of neither service 01 nor 02");
    }
    Payload request = Payload.of(0x02, command.pid().getAsInt(), frame);
    return new ObdCommand<>(
        command.name(),
        command.description(),
        DiagnosticRequest.functional(request),
        command.answerBytes(),
        command.decoder(),
        command.ecus());
  }
}
