package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import java.util.List;
import java.util.Locale;

/** Finds a command by the name that a user typed. */
final class CommandFinder {

  private CommandFinder() {}

  /**
   * The command, in either case.
   *
   * @throws UserError if there is none, with the one that was probably meant
   */
  static ObdCommand<?> find(Commands commands, String name) {
    return commands
        .find(name)
        .or(() -> commands.find(name.toUpperCase(Locale.ROOT)))
        .orElseThrow(
            () -> {
              List<String> known = commands.all().stream().map(ObdCommand::name).toList();
              String meant = Suggestion.of(name, known);
              return new UserError(
                  "there is no command '"
                      + name
                      + "'"
                      + (meant.isEmpty() ? "; 'obdio commands' lists them" : meant));
            });
  }
}
