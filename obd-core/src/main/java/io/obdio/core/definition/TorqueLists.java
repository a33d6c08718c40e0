package io.obdio.core.definition;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.definition.CsvRows.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Torque lists that may refer to each other: CSV with the columns {@code Name,ShortName,
 * ModeAndPID,Equation,Min Value,Max Value,Units,Header} and, in the extended form, {@code
 * startDiagnostic,stopDiagnostic,scale,minimumRefreshDelayMillis}. One use, one thread.
 */
final class TorqueLists {

  private final Map<String, List<TorqueRow>> rows = new LinkedHashMap<>();
  private final Map<String, List<DefinitionProblem>> problems = new HashMap<>();
  private final Map<TorqueRow, ObdCommand<?>> commands = new HashMap<>();
  private final Set<TorqueRow> resolving = new HashSet<>();

  /**
   * Reads a list; its commands can be made when all lists are read.
   *
   * @throws DefinitionException if the file cannot be read
   */
  void read(Path file) throws DefinitionException {
    read(file.toString(), Definitions.read(file));
  }

  /**
   * Reads a list; its commands can be made when all lists are read.
   *
   * @throws DefinitionException if it is not CSV
   */
  void read(String list, String text) throws DefinitionException {
    List<Row> lines;
    try {
      lines = CsvRows.parse(text, ',');
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(list + ": " + e.getMessage(), e);
    }
    List<TorqueRow> valid = new ArrayList<>();
    rows.put(list, valid);
    problems.put(list, new ArrayList<>());
    if (lines.isEmpty()) {
      return;
    }
    TorqueColumns columns = TorqueColumns.of(lines.get(0));
    for (Row line : lines) {
      if (TorqueColumns.isTitle(line)) {
        continue;
      }
      Row row = columns.aligned(line);
      try {
        valid.add(TorqueRow.of(list, row, columns, note -> report(list, row.line(), note, false)));
      } catch (IllegalArgumentException e) {
        report(list, row.line(), String.valueOf(e.getMessage()), true);
      }
    }
  }

  private void report(String list, int line, String reason, boolean leftOut) {
    problems(list).add(new DefinitionProblem(list, "row " + line, reason, leftOut));
  }

  private List<DefinitionProblem> problems(String list) {
    return problems.computeIfAbsent(list, l -> new ArrayList<>());
  }

  /** Returns the commands of a list that was read. */
  Definition definition(String list) {
    List<DefinedCommand> defined = new ArrayList<>();
    for (TorqueRow row : rows.getOrDefault(list, List.of())) {
      try {
        ObdCommand<?> command = command(row);
        defined.add(
            new DefinedCommand(row.id(), command, ModelYears.ALL, TorqueDecoders.plain(command)));
      } catch (IllegalArgumentException e) {
        report(list, row.line(), String.valueOf(e.getMessage()), true);
      }
    }
    return new Definition(list, defined, problems(list));
  }

  /** Returns the command of a row, and makes those that it depends on first. */
  private ObdCommand<?> command(TorqueRow row) {
    ObdCommand<?> made = commands.get(row);
    if (made != null) {
      return made;
    }
    if (!resolving.add(row)) {
      throw new IllegalArgumentException("'" + row.name() + "' refers to itself");
    }
    try {
      List<TorqueInput> inputs = new ArrayList<>();
      for (String reference : row.formula().references()) {
        inputs.add(TorqueInput.of(reference, name -> rowNamed(row, name), this::command));
      }
      ObdCommand<?> command =
          new ObdCommand<>(
              row.id(),
              row.name().isEmpty() ? row.id() : row.name(),
              row.request(),
              0,
              TorqueDecoders.of(row, inputs),
              EcuFilter.ENGINE);
      commands.put(row, command);
      return command;
    } finally {
      resolving.remove(row);
    }
  }

  /** Returns the row of a name or a request: of the same list if it has one, else of another. */
  private TorqueRow rowNamed(TorqueRow from, TorqueInput.Key key) {
    TorqueRow found = null;
    for (List<TorqueRow> list : rows.values()) {
      for (TorqueRow row : list) {
        if (key.matches(row) && (found == null || row.list().equals(from.list()))) {
          found = row;
          if (row.list().equals(from.list())) {
            return found;
          }
        }
      }
    }
    if (found == null) {
      throw new IllegalArgumentException("no row of the loaded lists is " + key);
    }
    return found;
  }
}
