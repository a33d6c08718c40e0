package io.obdio.socketio.vehicle;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;

/** The lookup of commands by the names that clients send. Immutable. */
public final class CommandNames {

  private final Commands commands;

  /** Creates a lookup in these commands. */
  public CommandNames(Commands commands) {
    this.commands = commands;
  }

  /** Returns whether there is a command of this name. */
  public boolean has(String name) {
    return commands.find(name).isPresent();
  }

  /**
   * Returns the command of this name.
   *
   * @throws RequestException {@link ErrorCode#UNKNOWN_COMMAND} if there is none
   */
  public ObdCommand<?> find(String name) throws RequestException {
    var found = commands.find(name);
    if (found.isEmpty()) {
      throw new RequestException(
          ErrorCode.UNKNOWN_COMMAND,
          "unknown command '"
              + ClientText.brief(name)
              + "'; 'supported_commands' lists those of the vehicle");
    }
    return found.get();
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
