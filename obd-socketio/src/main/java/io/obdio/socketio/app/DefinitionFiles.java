package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.core.definition.Definition;
import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.Definitions;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loader of vehicle definitions: invalid rows are logged and skipped. */
final class DefinitionFiles {

  private static final Logger log = LoggerFactory.getLogger(DefinitionFiles.class);

  private DefinitionFiles() {}

  /**
   * Adds the commands of the files.
   *
   * @throws UserError if a file cannot be read or defines no usable command
   */
  static Commands load(Commands commands, List<Path> files) {
    for (Path file : files) {
      try {
        Definition definition = Definitions.load(file);
        definition.problems().forEach(problem -> log.warn("{}", problem));
        if (definition.commands().isEmpty()) {
          throw new UserError(file + ": defines no usable command");
        }
        for (String taken : definition.addTo(commands)) {
          log.warn("{}: the command {} exists already; this one is skipped", file, taken);
        }
      } catch (DefinitionException e) {
        throw new UserError(String.valueOf(e.getMessage()));
      }
    }
    return commands;
  }
}
