package io.obdio.socketio.hub;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.WatchOptions;

/** The poll loop of a vehicle as the hub controls it. Its methods must not block. */
public interface WatchTarget {

  /** The target while there is no vehicle: ignores all calls. */
  WatchTarget NONE =
      new WatchTarget() {
        @Override
        public void watch(ObdCommand<?> command, WatchOptions options) {}

        @Override
        public void unwatch(ObdCommand<?> command) {}
      };

  /** Requests a command repeatedly from now on, or changes how often. */
  void watch(ObdCommand<?> command, WatchOptions options);

  /** Stops requesting a command. */
  void unwatch(ObdCommand<?> command);
}
