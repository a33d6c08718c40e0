package io.obdio.core.definition;

import io.obdio.core.command.ObdCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An OBDb signal set, format v3.
 *
 * @param file as it was named
 * @param commands of the good rows
 * @param problems the broken rows
 */
record SignalSet(String file, List<SignalCommand> commands, List<DefinitionProblem> problems) {

  private static final String STANDARD = "standard.signals.json";

  /** Copies the lists. */
  SignalSet {
    commands = List.copyOf(commands);
    problems = List.copyOf(problems);
  }

  /**
   * Loads one.
   *
   * @throws DefinitionException if the file cannot be read or is no signal set at all
   */
  static SignalSet load(Path file) throws DefinitionException {
    return new SignalSetReader(file.toString()).read(Definitions.read(file));
  }

  /**
   * Service 01 by SAE J1979's own short names (LOAD_PCT, ECT, ...), which every vehicle shares, so
   * that vehicles' sets leave it out.
   */
  static SignalSet standard() throws DefinitionException {
    try (InputStream in = SignalSet.class.getResourceAsStream(STANDARD)) {
      if (in == null) {
        throw new DefinitionException("the resource " + STANDARD + " is missing", null);
      }
      return new SignalSetReader(STANDARD)
          .read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DefinitionException(STANDARD + ": " + e.getMessage(), e);
    }
  }

  /**
   * One command for each signal; those that share a request are asked with one exchange. Extended
   * addressing is beyond the transports: such signals are reported, not turned into commands.
   */
  Definition toDefinition() {
    List<DefinitionProblem> all = new ArrayList<>(problems);
    List<ObdCommand<?>> made = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SignalCommand command : commands) {
      if (command.extended().isPresent()) {
        all.add(
            new DefinitionProblem(
                file, "command " + command.id(), "extended addressing (eax) cannot be asked for"));
        continue;
      }
      for (Signal signal : command.signals()) {
        made.add(command.command(signal, unique(signal.id(), names)));
      }
    }
    return new Definition(file, made, all);
  }

  /** {@code name}, or with the first number behind it that makes it new. */
  static String unique(String name, Set<String> names) {
    String candidate = name;
    for (int i = 2; !names.add(candidate); i++) {
      candidate = name + "_" + i;
    }
    return candidate;
  }
}
