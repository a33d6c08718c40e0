package io.obdio.socketio.app;

import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.config.Setting;
import io.obdio.socketio.app.doctor.ServerSettings;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The settings with which {@code obdio serve} would start, for {@code obdio doctor}: mistakes are
 * collected instead of ending the program.
 */
final class ServeSettings {

  private final String file;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Reads file and environment.
   *
   * @param config the file that the user has named; null for {@code obdio.yaml}, if there is one
   */
  ServeSettings(@Nullable Path config, Map<String, String> environment) {
    Path path = ConfigFlag.file(config, environment);
    file = path == null ? "" : path.toString();
    try {
      problems.addAll(ConfigCommand.problems(path, environment, settings));
    } catch (UserError e) {
      problems.add(Failures.message(e));
    }
  }

  /** Returns the transport that the configuration sets; {@code otherwise} if it sets none. */
  String transport(String otherwise) {
    Setting setting = settings.get("transport");
    return setting == null ? otherwise : setting.value();
  }

  /** Returns the folders to which the server writes: the working folder, that of the recording. */
  List<Path> folders() {
    List<Path> folders = new ArrayList<>(List.of(Path.of("").toAbsolutePath()));
    for (String key : List.of("record", "audit", "history")) {
      Setting setting = settings.get(key);
      Path parent = setting == null ? null : Path.of(setting.value()).toAbsolutePath().getParent();
      if (parent != null && !folders.contains(parent)) {
        folders.add(parent);
      }
    }
    return folders;
  }

  /** Returns the settings of the server; without addresses if the configuration has mistakes. */
  ServerSettings server() {
    List<String> mistakes = new ArrayList<>(problems);
    List<InetSocketAddress> addresses = List.of();
    ServeCommand serve = new ServeCommand();
    if (mistakes.isEmpty()) {
      try {
        serve = parse();
        addresses = serve.server.options().http().listen();
      } catch (UserError | CommandLine.ParameterException e) {
        mistakes.add(Failures.message(e));
      }
    }
    boolean keys = !addresses.isEmpty() && requiresKey(serve);
    return new ServerSettings(
        file, mistakes, addresses, keys, serve.access.options().open(), serve.server.encrypted());
  }

  private ServeCommand parse() {
    CommandLine line = Main.commandLine("serve");
    CommandLine subcommand = Objects.requireNonNull(line.getSubcommands().get("serve"));
    subcommand.setDefaultValueProvider(new OptionDefaults(settings));
    CommandLine.ParseResult unused = line.parseArgs("serve");
    return (ServeCommand) subcommand.getCommandSpec().userObject();
  }

  private static boolean requiresKey(ServeCommand serve) {
    return serve.access.options().keys() != null || serve.access.options().apiKey() != null;
  }
}
