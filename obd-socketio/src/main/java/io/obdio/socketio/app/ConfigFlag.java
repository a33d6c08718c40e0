package io.obdio.socketio.app;

import io.obdio.socketio.app.config.ConfigFile;
import io.obdio.socketio.app.config.Environment;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.config.Setting;
import io.obdio.socketio.app.failure.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The search for {@code --config} before the other flags are parsed, because the file has their
 * defaults.
 */
final class ConfigFlag {

  /** The subcommands that report mistakes of the configuration instead of ending with them. */
  private static final Set<String> REPORTING = Set.of("doctor");

  private ConfigFlag() {}

  /**
   * Gives the options of the subcommand their defaults: from the environment, else from the file,
   * else the server's.
   *
   * @throws UserError if the file cannot be read or has mistakes
   */
  static void apply(CommandLine line, String[] args, Map<String, String> environment) {
    for (CommandLine subcommand : line.getSubcommands().values()) {
      if (args.length > 0
          && args[0].equals(subcommand.getCommandName())
          && !REPORTING.contains(args[0])
          && subcommand.getCommandSpec().findOption("--config") != null) {
        subcommand.setDefaultValueProvider(
            defaults(file(named(args), environment), subcommand, environment));
      }
    }
  }

  /**
   * Returns the defaults of a subcommand.
   *
   * @param file null if there is none
   */
  static OptionDefaults defaults(
      @Nullable Path file, CommandLine subcommand, Map<String, String> environment) {
    Map<String, Setting> settings = new HashMap<>();
    if (file != null) {
      settings.putAll(read(file, ConfigFile.keys(subcommand.getCommandSpec())));
    }
    settings.putAll(Environment.settings(environment));
    return new OptionDefaults(settings);
  }

  private static Map<String, Setting> read(Path file, Collection<String> own) {
    ConfigFile config = ConfigFile.read(file);
    // The options of all subcommands are read only if necessary, because that takes some time.
    List<ConfigFile.Problem> problems =
        config.problems(own.containsAll(config.entries().keySet()) ? own : allKeys());
    if (!problems.isEmpty()) {
      throw new UserError(problems.get(0).in(file));
    }
    return config.settings(file);
  }

  /** Returns the keys of all subcommands. */
  static Collection<String> allKeys() {
    Collection<String> known = new TreeSet<>();
    for (CommandLine each : Main.commandLine().getSubcommands().values()) {
      known.addAll(ConfigFile.keys(each.getCommandSpec()));
    }
    return known;
  }

  /** Returns the file that is named, else the default one if it exists; null if there is none. */
  static @Nullable Path file(@Nullable Path named, Map<String, String> environment) {
    if (named != null) {
      return named;
    }
    String variable = environment.get(Environment.variable("config"));
    if (variable != null && !variable.isBlank()) {
      return Path.of(variable.strip());
    }
    Path usual = Path.of(ConfigFile.DEFAULT_NAME);
    return Files.exists(usual) ? usual : null;
  }

  /**
   * Returns the settings of the file that the arguments name, or the usual one, and of the
   * environment.
   *
   * @throws UserError if the file cannot be read, is not YAML, or has an unknown key
   */
  static Map<String, Setting> settings(String[] args, Map<String, String> environment) {
    Map<String, Setting> settings = new HashMap<>();
    Path file = file(named(args), environment);
    if (file != null) {
      settings.putAll(read(file, allKeys()));
    }
    settings.putAll(Environment.settings(environment));
    return settings;
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
