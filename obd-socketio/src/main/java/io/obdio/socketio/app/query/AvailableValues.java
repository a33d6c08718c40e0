package io.obdio.socketio.app.query;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service02;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands of a query without names: those for which the vehicle has a value now. */
public final class AvailableValues {

  private static final int FREEZE_FRAME = 0x02;

  /** The services whose PIDs 00, 20, 40 and so on are bit maps (SAE J1979 appendix A). */
  private static final Set<Integer> BIT_MAP_SERVICES = Set.of(0x01, 0x02, 0x05, 0x06, 0x08, 0x09);

  private static final int PIDS_PER_MAP = 0x20;

  private static final ObdCommand<?> FROZEN_CODE = Service02.of(Service01.FREEZE_DTC);

  private AvailableValues() {}

  /**
   * Returns the commands that the vehicle supports and that only read, except the bit maps of
   * supported commands, which {@code obdio scan} shows. Those of freeze frame 0 are among them if
   * it is stored: without it, ECUs answer 0000 for its trouble code and nothing else (SAE J1979
   * clause 7.2).
   */
  public static List<ObdCommand<?>> of(ObdConnection connection) {
    boolean unused = connection.discover();
    boolean frozen = !connection.query(FROZEN_CODE).isEmpty();
    List<ObdCommand<?>> available = new ArrayList<>();
    for (ObdCommand<?> command : connection.supportedCommands()) {
      if (command.isRepeatable()
          && !isBitMap(command)
          && (frozen || !isFrozen(command))
          && connection.requestSupport(command) == Support.SUPPORTED) {
        available.add(command);
      }
    }
    return available;
  }

  private static boolean isBitMap(ObdCommand<?> command) {
    int service = command.service().orElse(0);
    return BIT_MAP_SERVICES.contains(service) && command.pid().orElse(1) % PIDS_PER_MAP == 0;
  }

  private static boolean isFrozen(ObdCommand<?> command) {
    return command.service().orElse(0) == FREEZE_FRAME || command.equals(Service01.FREEZE_DTC);
  }
}
