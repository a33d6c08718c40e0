package io.obdio.core.definition;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The content of a definition file.
 *
 * @param file as it was named
 * @param defined the values of the valid rows, in order
 * @param problems the rows and fields that cannot be used
 */
public record Definition(
    String file, List<DefinedCommand> defined, List<DefinitionProblem> problems) {

  /** Copies the lists. */
  public Definition {
    defined = List.copyOf(defined);
    problems = List.copyOf(problems);
  }

  /** Returns the commands for every model year. */
  public List<ObdCommand<?>> commands() {
    return commands(OptionalInt.empty());
  }

  /**
   * Returns the commands for a model year. Their names are unique: the second {@code X} is called
   * {@code X_2}.
   *
   * @param year empty if it is not known: then no command is left out
   */
  public List<ObdCommand<?>> commands(OptionalInt year) {
    List<ObdCommand<?>> commands = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (DefinedCommand entry : defined) {
      if (year.isEmpty() || entry.years().includes(year.getAsInt())) {
        commands.add(named(entry.command(), names));
      }
    }
    return List.copyOf(commands);
  }

  /**
   * Returns the commands that are the same for every model year: those whose names no command for
   * certain years has.
   */
  public List<ObdCommand<?>> undatedCommands() {
    Set<String> dated = new HashSet<>();
    for (DefinedCommand entry : defined) {
      if (!entry.years().isAll()) {
        dated.add(entry.command().name());
      }
    }
    List<ObdCommand<?>> commands = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (DefinedCommand entry : defined) {
      if (!dated.contains(entry.command().name())) {
        commands.add(named(entry.command(), names));
      }
    }
    return List.copyOf(commands);
  }

  /** Returns whether the commands depend on the model year. */
  public boolean dependsOnYear() {
    return defined.stream().anyMatch(entry -> !entry.years().isAll());
  }

  private static ObdCommand<?> named(ObdCommand<?> command, Set<String> names) {
    String name = command.name();
    for (int i = 2; !names.add(name); i++) {
      name = command.name() + "_" + i;
    }
    return name.equals(command.name()) ? command : command.toBuilder().name(name).build();
  }

  /**
   * Adds the commands for a model year to a registry, except those whose names it has. Commands
   * that {@link #addUndatedTo} added before remain.
   *
   * @return the names that were left out because other commands have them
   * @throws UnsupportedOperationException if the registry cannot be changed
   */
  public List<String> addTo(Commands registry, OptionalInt year) {
    return add(commands(year), registry);
  }

  /**
   * Adds the {@link #undatedCommands} to a registry, except those whose names it has.
   *
   * @return the names that were left out because other commands have them
   * @throws UnsupportedOperationException if the registry cannot be changed
   */
  public List<String> addUndatedTo(Commands registry) {
    return add(undatedCommands(), registry);
  }

  private static List<String> add(List<ObdCommand<?>> commands, Commands registry) {
    List<ObdCommand<?>> fresh = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    for (ObdCommand<?> command : commands) {
      ObdCommand<?> old = registry.find(command.name()).orElse(null);
      if (old == null) {
        fresh.add(command);
      } else if (!old.equals(command)) {
        taken.add(command.name());
      }
    }
    registry.add(fresh);
    return List.copyOf(taken);
  }
}
