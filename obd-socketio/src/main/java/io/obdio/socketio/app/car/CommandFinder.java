package io.obdio.socketio.app.car;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Uds;
import io.obdio.core.util.NearestWord;
import io.obdio.socketio.app.failure.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lookup of commands by the names that users type. */
public final class CommandFinder {

  private CommandFinder() {}

  /**
   * Returns the command of a name in upper or lower case.
   *
   * @throws UserError if there is none; the message suggests a similar name
   */
  public static ObdCommand<?> find(Commands commands, String name) {
    return known(commands, name)
        .orElseThrow(
            () -> {
              List<String> known = commands.all().stream().map(ObdCommand::name).toList();
              String meant = NearestWord.didYouMean(name, known);
              return new UserError(
                  "unknown command '"
                      + name
                      + "'"
                      + (meant.isEmpty() ? "; 'obdio commands' lists them" : meant));
            });
  }

  /** Returns whether there is a command of a name. */
  public static boolean has(Commands commands, String name) {
    return known(commands, name).isPresent();
  }

  private static Optional<ObdCommand<?>> known(Commands commands, String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return commands.find(name).or(() -> commands.find(upper)).or(() -> Uds.findCodes(upper));
  }
}
