package io.obdio.socketio.hub;

import io.obdio.core.command.ObdCommand;

/** The loop that asks the vehicle: it takes up a command and lays it down. Both return at once. */
public interface WatchTarget {

  /** No vehicle: takes up nothing. */
  WatchTarget NONE =
      new WatchTarget() {
        @Override
        public void watch(ObdCommand<?> command) {}

        @Override
        public void unwatch(ObdCommand<?> command) {}
      };

  /** From now on asks for it again and again. */
  void watch(ObdCommand<?> command);

  /** No longer asks for it. */
  void unwatch(ObdCommand<?> command);
}
