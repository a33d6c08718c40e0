package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.core.definition.Definition;
import io.obdio.core.definition.DefinitionException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads vehicle definitions for the program: broken rows are told, the good ones count. */
final class Definitions {

  private static final Logger log = LoggerFactory.getLogger(Definitions.class);

  private Definitions() {}

  /**
   * Adds the commands of the files.
   *
   * @throws UserError if a file is not to be read, or brings no command at all
   */
  static Commands load(Commands commands, List<Path> files) {
    for (Path file : files) {
      try {
        Definition definition = io.obdio.core.definition.Definitions.load(file);
        definition.problems().forEach(problem -> log.warn("{}", problem));
        if (definition.commands().isEmpty()) {
          throw new UserError(file + ": no usable command in it");
        }
        for (String taken : definition.addTo(commands)) {
          log.warn("{}: there is a command {} already; this one is left out", file, taken);
        }
      } catch (DefinitionException e) {
        throw new UserError(String.valueOf(e.getMessage()));
      }
    }
    return commands;
  }
}
