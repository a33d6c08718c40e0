package io.obdio.socketio.channels;

import io.obdio.core.command.Channel;
import io.obdio.socketio.access.Scope;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channels with fixed names, in the order of the listing. */
enum ChannelKind {
  /** Status of the connection, requests that change it, notices. */
  VEHICLE("vehicle", Scope.READ, null),
  /** Messages between users. */
  USER("user", Scope.READ, null),
  POWERTRAIN("powertrain", Scope.WATCH, Channel.POWERTRAIN),
  FUEL("fuel", Scope.WATCH, Channel.FUEL),
  EMISSIONS("emissions", Scope.WATCH, Channel.EMISSIONS),
  ELECTRICAL("electrical", Scope.WATCH, Channel.ELECTRICAL),
  TROUBLE("trouble", Scope.WATCH, Channel.TROUBLE),
  /** All responses of the commands that any client watches. */
  OBD("obd", Scope.WATCH, null),
  /** Messages between programs. */
  IPC("ipc", Scope.READ, null),
  /** Inputs of a simulated vehicle; exists only while the vehicle is one. */
  SIM("sim", Scope.READ, null),
  /** Undecoded responses. */
  OBD_RAW("obd_raw", Scope.ADMIN, null);

  private final String channelName;
  private final Scope scope;
  private final @Nullable Channel group;

  ChannelKind(String channelName, Scope scope, @Nullable Channel group) {
    this.channelName = channelName;
    this.scope = scope;
    this.group = group;
  }

  /** Returns the name of the channel and of its room. */
  String channelName() {
    return channelName;
  }

  /** Returns the scope that a client needs to join. */
  Scope scope() {
    return scope;
  }

  /** Returns the group of commands whose values the channel carries; null for another purpose. */
  @Nullable Channel group() {
    return group;
  }

  static Optional<ChannelKind> ofName(String name) {
    return Arrays.stream(values()).filter(kind -> kind.channelName.equals(name)).findFirst();
  }
}
