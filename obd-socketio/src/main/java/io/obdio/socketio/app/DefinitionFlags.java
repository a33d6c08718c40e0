package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for vehicle definitions. */
final class DefinitionFlags {

  @Option(
      names = "--definitions",
      split = ",",
      paramLabel = "FILE",
      description =
          "Vehicle definitions that add commands: OBDb signal sets (.json) or Torque lists (.csv).")
  @Nullable List<Path> definitions;

  @Option(
      names = "--model-year",
      paramLabel = "YEAR",
      description = "The vehicle's model year; selects among the commands of --definitions.")
  @Nullable Integer modelYear;

  /** Returns the standard commands and those of the definitions. */
  Commands commands() {
    return definitions == null
        ? Commands.standard()
        : DefinitionFiles.load(
            Commands.standard().copy(),
            definitions,
            modelYear == null ? OptionalInt.empty() : OptionalInt.of(modelYear));
  }
}
