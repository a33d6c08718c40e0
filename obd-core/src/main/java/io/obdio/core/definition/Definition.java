package io.obdio.core.definition;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * What a definition file holds. Names are unique within it: a second {@code X} is called {@code
 * X_2}.
 *
 * @param file as it was named
 * @param commands those of the good rows, in order
 * @param problems the broken rows
 */
public record Definition(
    String file, List<ObdCommand<?>> commands, List<DefinitionProblem> problems) {

  /** Copies the lists. */
  public Definition {
    commands = List.copyOf(commands);
    problems = List.copyOf(problems);
  }

  /**
   * Adds the commands to a registry, but those whose names it has already.
   *
   * @return the names that were left out
   * @throws UnsupportedOperationException if the registry does not change
   */
  public List<String> addTo(Commands registry) {
    List<ObdCommand<?>> fresh = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    for (ObdCommand<?> command : commands) {
      if (registry.hasName(command.name())) {
        taken.add(command.name());
      } else {
        fresh.add(command);
      }
    }
    registry.add(fresh);
    return List.copyOf(taken);
  }
}
