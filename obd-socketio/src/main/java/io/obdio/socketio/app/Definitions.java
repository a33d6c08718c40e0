package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import java.nio.file.Path;
import java.util.List;

/** Loads vehicle definitions for the program. */
final class Definitions {

  private Definitions() {}

  static Commands load(Commands commands, List<Path> files) {
    throw new UserError("not there yet " + commands + files);
  }
}
