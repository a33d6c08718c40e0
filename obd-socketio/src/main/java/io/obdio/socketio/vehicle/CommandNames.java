package io.obdio.socketio.vehicle;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Uds;
import java.util.Optional;

/**
 * The lookup of commands by the names that clients send: those of the registry, and those that read
 * trouble codes by ISO 14229-1 ({@link Uds#findCodes}). Immutable.
 */
public final class CommandNames {

  private final Commands commands;

  /** Creates a lookup in these commands. */
  public CommandNames(Commands commands) {
    this.commands = commands;
  }

  /** Returns whether there is a command of this name. */
  public boolean has(String name) {
    return get(name).isPresent();
  }

  /**
   * Returns the command of this name.
   *
   * @throws RequestException {@link ErrorCode#UNKNOWN_COMMAND} if there is none
   */
  public ObdCommand<?> find(String name) throws RequestException {
    var found = get(name);
    if (found.isEmpty()) {
      throw new RequestException(
          ErrorCode.UNKNOWN_COMMAND,
          "unknown command '"
              + ClientText.brief(name)
              + "'; 'supported_commands' lists those of the vehicle");
    }
    return found.get();
  }

  private Optional<ObdCommand<?>> get(String name) {
    return commands.find(name).or(() -> Uds.findCodes(name));
  }

  /**
   * Returns the command of this name if it may be sent repeatedly. The one that clears trouble
   * codes, for example, may not.
   *
   * @throws RequestException {@link ErrorCode#UNKNOWN_COMMAND} or {@link ErrorCode#NOT_ALLOWED}
   */
  public ObdCommand<?> findRepeatable(String name) throws RequestException {
    ObdCommand<?> command = find(name);
    if (!command.isRepeatable()) {
      throw new RequestException(
          ErrorCode.NOT_ALLOWED,
          command.name() + " changes the vehicle and cannot be watched; query it once");
    }
    return command;
  }
}
