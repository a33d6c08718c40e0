package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.core.definition.Definition;
import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.Definitions;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads vehicle definitions for the program: broken rows are logged, the others are used. */
final class DefinitionFiles {

  private static final Logger log = LoggerFactory.getLogger(DefinitionFiles.class);

  private DefinitionFiles() {}

  /**
   * Adds the commands of the files.
   *
   * @param year the model year; empty if it is not known
   * @throws UserError if a file cannot be read, or has no valid command
   */
  static Commands load(Commands commands, List<Path> files, OptionalInt year) {
    List<Definition> definitions;
    try {
      definitions = Definitions.load(files);
    } catch (DefinitionException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
    for (Definition definition : definitions) {
      definition.problems().forEach(problem -> log.warn("{}", problem));
      if (definition.commands(year).isEmpty()) {
        throw new UserError(
            definition.file()
                + ": no valid command"
                + (year.isPresent() ? " for the model year " + year.getAsInt() : ""));
      }
      if (year.isEmpty() && definition.dependsOnYear()) {
        log.warn(
            "{}: some commands depend on the model year: give --model-year", definition.file());
      }
      for (String taken : definition.addTo(commands, year)) {
        log.warn(
            "{}: there is already a command {}; this one is left out", definition.file(), taken);
      }
    }
    return commands;
  }
}
