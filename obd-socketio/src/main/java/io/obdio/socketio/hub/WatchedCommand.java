package io.obdio.socketio.hub;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import org.jspecify.annotations.Nullable;

/** One watched command with its newest response. */
final class WatchedCommand {
  final ObdCommand<?> command;

  /** The hub's lock guards it. */
  final WatchDemand demand = new WatchDemand();

  /** Written under the hub's lock, read by any thread. */
  volatile @Nullable ObdResponse<?> newest;

  /** Whether {@link #newest} is of the vehicle that answers now. */
  volatile boolean current;

  WatchedCommand(ObdCommand<?> command) {
    this.command = command;
  }
}
