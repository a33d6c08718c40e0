package io.obdio.socketio.channels;

import io.obdio.core.command.ObdCommand;
import io.obdio.socketio.access.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A channel that a client may join.
 *
 * @param name of the channel and of its room
 * @param scope the scope that a client needs
 * @param kind of a fixed channel, else null
 * @param command of the channel of one command, such as {@code obd_rpm}, else null
 */
record ChannelName(
    String name, Scope scope, @Nullable ChannelKind kind, @Nullable ObdCommand<?> command) {

  static ChannelName of(ChannelKind kind) {
    return new ChannelName(kind.channelName(), kind.scope(), kind, null);
  }

  /** Returns whether the channel carries undecoded responses. */
  boolean isRaw() {
    return kind == ChannelKind.OBD_RAW || kind == null && command == null;
  }
}
