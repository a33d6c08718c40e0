package io.obdio.core.command;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import java.util.List;

/**
 * Service 02, freeze frame data: the values of service 01 when a trouble code was stored. Names
 * begin with {@code DTC_}; requests end with the frame number.
 */
public final class Service02 {

  private static final int SERVICE = 0x02;
  private static final String NAME = "DTC_";
  private static final String DESCRIPTION = "DTC ";

  private Service02() {}

  /**
   * Returns the freeze frame command of a service 01 command, or a service 02 command for another
   * frame.
   *
   * @param frame 0..255; 0 is the frame that the standard requires
   * @throws IllegalArgumentException if the command is of another service, or the frame is out of
   *     range
   */
  public static <V> ObdCommand<V> at(ObdCommand<V> command, int frame) {
    int service = command.service().orElse(-1);
    if (service != 0x01 && service != SERVICE) {
      throw new IllegalArgumentException(command + " has no freeze frame: it is not of service 01");
    }
    if (frame < 0 || frame > 0xFF) {
      throw new IllegalArgumentException("freeze frame " + frame + " is not from 0 to 255");
    }
    boolean mirrored = service == SERVICE;
    CommandBuilder<V> frozen =
        command.toBuilder()
            .request(
                DiagnosticRequest.functional(Payload.of(SERVICE, command.pid().orElse(0), frame)))
            .channel(Channel.OBD);
    return mirrored
        ? frozen.build()
        : frozen
            .name(NAME + command.name())
            .description(DESCRIPTION + command.description())
            .build();
  }

  /** Returns the command of frame 0; throws as {@link #at(ObdCommand, int)} does. */
  public static <V> ObdCommand<V> of(ObdCommand<V> command) {
    return at(command, 0);
  }

  /** Returns the freeze frame commands of the reference table, frame 0. */
  static List<ObdCommand<?>> all() {
    return Service01.reference().stream().<ObdCommand<?>>map(Service02::of).toList();
  }
}
