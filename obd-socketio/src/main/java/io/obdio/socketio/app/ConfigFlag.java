package io.obdio.socketio.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The search for {@code --config} before the other flags are parsed, because the file has their
 * defaults.
 */
final class ConfigFlag {

  private ConfigFlag() {}

  /** Gives the options their defaults: those of the file, if there is one, and the server's. */
  static void apply(CommandLine line, String[] args) {
    for (CommandLine subcommand : line.getSubcommands().values()) {
      CommandSpec command = subcommand.getCommandSpec();
      if (command.findOption("--config") != null && names(args, subcommand)) {
        Path file = named(args);
        if (file == null && Files.exists(Path.of(ConfigFile.DEFAULT_NAME))) {
          file = Path.of(ConfigFile.DEFAULT_NAME);
        }
        subcommand.setDefaultValueProvider(
            new OptionDefaults(file == null ? Map.of() : ConfigFile.read(file, command)));
      }
    }
  }

  private static boolean names(String[] args, CommandLine subcommand) {
    return args.length > 0 && args[0].equals(subcommand.getCommandName());
  }

  private static @Nullable Path named(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--config") && i + 1 < args.length) {
        return Path.of(args[i + 1]);
      }
      if (args[i].startsWith("--config=")) {
        return Path.of(args[i].substring("--config=".length()));
      }
    }
    return null;
  }
}
