package io.obdio.socketio.app;

import io.obdio.core.util.NearestWord;
import io.obdio.socketio.app.config.ConfigChecker;
import io.obdio.socketio.app.config.ConfigFile;
import io.obdio.socketio.app.config.EffectiveValue;
import io.obdio.socketio.app.config.Environment;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.config.Setting;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code obdio config}: checks the configuration and shows the effective values. */
@Command(
    name = "config",
    description = "Checks the configuration file, or shows the effective values.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class})
final class ConfigCommand {

  /** Returns the keys of each subcommand that reads the configuration. */
  private static Map<String, Set<String>> keys() {
    Map<String, Set<String>> keys = new LinkedHashMap<>();
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, line) -> {
              if (line.getCommandSpec().findOption("--config") != null) {
                keys.put(name, new TreeSet<>(ConfigFile.keys(line.getCommandSpec())));
              }
            });
    return keys;
  }

  /**
   * Returns all mistakes of the file and the environment, one line each.
   *
   * @param path null if there is no file
   * @param settings receives the values by key
   * @throws UserError if the file cannot be read
   */
  static List<String> problems(
      @Nullable Path path, Map<String, String> environment, Map<String, Setting> settings) {
    List<String> problems = new ArrayList<>();
    if (path != null) {
      ConfigFile config = ConfigFile.read(path);
      config.problems(ConfigFlag.allKeys()).forEach(problem -> problems.add(problem.in(path)));
      settings.putAll(config.settings(path));
    }
    settings.putAll(Environment.settings(environment));
    problems.addAll(new ConfigChecker(keys(), ConfigCommand::subcommand).check(settings));
    return problems;
  }

  private static CommandLine subcommand(String name) {
    CommandLine found = Main.commandLine(name).getSubcommands().get(name);
    if (found == null || found.getCommandSpec().findOption("--config") == null) {
      throw new UserError(
          "'"
              + name
              + "' is no subcommand with a configuration; there are "
              + String.join(", ", keys().keySet()));
    }
    return found;
  }

  /** {@code obdio config check}: reports all mistakes. */
  @Command(
      name = "check",
      description = {
        "Reports all mistakes in the configuration file and in the environment, with line numbers.",
        "Exit code 2 if there are any."
      },
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "The file. Default: obdio.yaml, if there is one.")
    @Nullable Path file;

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Map<String, String> environment = System.getenv();
      Path path = ConfigFlag.file(file, environment);
      Collection<String> known = ConfigFlag.allKeys();
      Map<String, Setting> settings = new LinkedHashMap<>();
      List<String> problems = problems(path, environment, settings);
      PrintWriter err = Console.err(spec);
      Environment.settings(environment)
          .forEach(
              (key, setting) -> {
                if (!known.contains(key) && !key.equals("config")) {
                  err.println(
                      "warning: "
                          + setting.origin()
                          + " is ignored: there is no flag --"
                          + key
                          + NearestWord.didYouMean(key, known));
                }
              });
      problems.forEach(err::println);
      err.flush();
      if (problems.isEmpty()) {
        PrintWriter out = Console.out(spec);
        out.println(
            (path == null ? "No file " + ConfigFile.DEFAULT_NAME : path.toString())
                + ": "
                + settings.keySet().stream().filter(known::contains).count()
                + " values, no mistakes");
        out.flush();
      }
      return (problems.isEmpty() ? ExitCode.OK : ExitCode.USER_ERROR).code();
    }
  }

  /** {@code obdio config show}: prints the effective values of a subcommand. */
  @Command(
      name = "show",
      description = {
        "Prints the value that a subcommand uses for each key, and where it is set: flag, variable of"
            + " the environment, file and line, or default.",
        "Passwords are not printed."
      },
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "The file. Default: obdio.yaml, if there is one.")
    @Nullable Path file;

    @Option(names = "--json", description = "Print an array of {key, value, origin}.")
    boolean json;

    @Parameters(
        index = "0",
        arity = "0..1",
        defaultValue = "serve",
        paramLabel = "SUBCOMMAND",
        description = "Such as serve or query. Default: ${DEFAULT-VALUE}.")
    String subcommand = "";

    @Parameters(
        index = "1..*",
        paramLabel = "ARGUMENT",
        description = "Arguments of the subcommand, after --.")
    List<String> arguments = List.of();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Map<String, String> environment = System.getenv();
      CommandLine line = subcommand(subcommand);
      OptionDefaults defaults =
          ConfigFlag.defaults(ConfigFlag.file(file, environment), line, environment);
      line.setDefaultValueProvider(defaults);
      CommandLine.ParseResult parsed = parse(line);
      print(EffectiveValue.of(line.getCommandSpec(), parsed, defaults));
      return 0;
    }

    private CommandLine.ParseResult parse(CommandLine line) {
      List<String> all = new ArrayList<>(List.of(subcommand));
      all.addAll(arguments);
      try {
        return line.getParent().parseArgs(all.toArray(new String[0])).subcommand();
      } catch (CommandLine.ParameterException e) {
        throw new UserError(Failures.ofValue(e));
      }
    }

    private void print(List<EffectiveValue> values) {
      PrintWriter out = Console.out(spec);
      if (json) {
        out.println(JsonMapper.builder().build().writeValueAsString(values));
      } else {
        for (EffectiveValue each : values) {
          String value = each.value();
          out.printf("%-26s %-30s %s%n", each.key(), value == null ? "-" : value, each.origin());
        }
      }
      out.flush();
    }
  }
}
