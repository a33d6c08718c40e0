package io.obdio.socketio.obd;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import org.jspecify.annotations.Nullable;

/** Finds commands by the names that clients send, and says what is wrong with them. */
final class CommandNames {

  private final Commands commands;

  CommandNames(Commands commands) {
    this.commands = commands;
  }

  boolean has(String name) {
    return commands.find(name).isPresent();
  }

  ObdCommand<?> find(String name) throws EventError {
    var found = commands.find(name);
    if (found.isEmpty()) {
      throw new EventError(
          EventError.Code.UNKNOWN_COMMAND,
          "there is no command '" + name + "'; 'supported_commands' lists what the car has");
    }
    return found.get();
  }

  /** One that may be asked again and again: not, say, the one that clears trouble codes. */
  ObdCommand<?> findRepeatable(String name) throws EventError {
    ObdCommand<?> command = find(name);
    if (!command.isRepeatable()) {
      throw new EventError(
          EventError.Code.NOT_ALLOWED,
          name + " changes the car and cannot be watched; ask for it once");
    }
    return command;
  }

  /** Of several mistakes in one list the client is told all, in one message. */
  EventError keepFirst(@Nullable EventError first, EventError next) {
    return first == null
        ? next
        : new EventError(first.code(), first.getMessage() + "; " + next.getMessage());
  }

  /** Null, unless there was a mistake. */
  @Nullable Object nothingOr(@Nullable EventError error) throws EventError {
    if (error != null) {
      throw error;
    }
    return null;
  }
}
