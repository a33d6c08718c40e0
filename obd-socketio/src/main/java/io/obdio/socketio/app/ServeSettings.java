package io.obdio.socketio.app;

import io.obdio.core.definition.Definition;
import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.Definitions;
import io.obdio.socketio.app.doctor.ServerSettings;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.http.HttpOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The settings with which {@code obdio serve} would start, for {@code obdio doctor}. */
final class ServeSettings {

  private ServeSettings() {}

  /**
   * Reads the configuration as {@code obdio serve} does, without starting anything.
   *
   * @param config the file that the user has named; null for {@code obdio.yaml}, if there is one
   */
  static ServerSettings read(@Nullable String config) {
    String file =
        config != null
            ? config
            : Files.exists(Path.of(ConfigFile.DEFAULT_NAME)) ? ConfigFile.DEFAULT_NAME : "";
    String[] args =
        file.isEmpty() ? new String[] {"serve"} : new String[] {"serve", "--config", file};
    List<String> problems = new ArrayList<>();
    try {
      CommandLine line = Main.commandLine(args);
      ConfigFlag.apply(line, args);
      line.parseArgs(args);
      CommandLine subcommand = line.getSubcommands().get("serve");
      ServeCommand serve = (ServeCommand) subcommand.getCommandSpec().userObject();
      HttpOptions http = serve.server.options().http();
      problems.addAll(definitions(serve));
      return new ServerSettings(
          file,
          problems,
          http.listen(),
          serve.access.options().keys() != null || serve.access.options().apiKey() != null,
          serve.access.open,
          serve.server.encrypted());
    } catch (UserError | CommandLine.ParameterException e) {
      problems.add(Failures.message(e));
      return new ServerSettings(file, problems, List.of(), false, false, false);
    }
  }

  private static List<String> definitions(ServeCommand serve) {
    List<Path> files = serve.car.definitions;
    try {
      if (files != null) {
        for (Definition definition : Definitions.load(files)) {
          if (definition.commands().isEmpty()) {
            return List.of(definition.file() + ": no valid command");
          }
        }
      }
      return List.of();
    } catch (DefinitionException e) {
      return List.of(Failures.message(e));
    }
  }
}
