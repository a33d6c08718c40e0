package io.obdio.socketio.hub;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.WatchOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/** The watches of one owner; the hub's lock guards it. */
final class WatchOwner {

  /** A watch of one command with the options of the owner. */
  record Request(ObdCommand<?> command, WatchOptions options) {}

  final Map<String, Request> requests = new LinkedHashMap<>();
  boolean paused;
}
