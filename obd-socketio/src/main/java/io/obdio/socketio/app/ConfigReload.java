package io.obdio.socketio.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.app.config.ConfigChecker;
import io.obdio.socketio.app.config.ConfigFile;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.config.Setting;
import io.obdio.socketio.app.failure.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * The configuration of a running server, read again on request. What can change takes effect; what
 * needs a restart is reported. A configuration with mistakes changes nothing.
 *
 * <p>Threads: any thread may call any method.
 */
final class ConfigReload {

  private static final Logger log = LoggerFactory.getLogger(ConfigReload.class);

  /** The keys that take effect without a restart; the key file is watched anyway. */
  private static final Set<String> LIVE =
      Set.of(
          "log-level",
          "log",
          "open",
          "allowed-hosts",
          "allow-connect",
          "allow-clear",
          "connect-folders",
          "connect-hosts");

  private final List<String> arguments;
  private final Supplier<Map<String, Setting>> source;
  private final Consumer<ServeCommand> effect;

  @GuardedBy("this")
  private Map<String, Setting> current;

  /**
   * Creates a reload.
   *
   * @param arguments the arguments of serve, which override the configuration
   * @param source reads the configuration; throws {@link UserError} if that is not possible
   * @param effect applies the flags that can change
   */
  ConfigReload(
      List<String> arguments,
      Supplier<Map<String, Setting>> source,
      Consumer<ServeCommand> effect) {
    this.arguments = List.copyOf(arguments);
    this.source = source;
    this.effect = effect;
    this.current = source.get();
  }

  /** Reads the configuration again and logs what changes. */
  void run() {
    try {
      report(reload());
    } catch (RuntimeException e) {
      log.warn("{}; the configuration remains as it was", e.getMessage());
    }
  }

  private static void report(List<String> changes) {
    if (changes.isEmpty()) {
      log.info("the configuration was read again: nothing has changed");
    }
    changes.forEach(change -> log.info("configuration: {}", change));
  }

  /**
   * Reads the configuration again.
   *
   * @return one line for each key that has changed
   * @throws UserError if it has mistakes; then nothing has changed
   */
  synchronized List<String> reload() {
    Map<String, Setting> read = source.get();
    CommandLine serve = serve();
    List<String> mistakes =
        new ConfigChecker(
                Map.of("serve", new TreeSet<>(ConfigFile.keys(serve.getCommandSpec()))),
                name -> serve())
            .check(read);
    if (!mistakes.isEmpty()) {
      throw new UserError(String.join("; ", mistakes));
    }
    serve.setDefaultValueProvider(new OptionDefaults(read));
    List<String> all = new ArrayList<>(List.of("serve"));
    all.addAll(arguments);
    CommandLine.ParseResult parsed =
        serve.getParent().parseArgs(all.toArray(new String[0])).subcommand();
    List<String> changes = new ArrayList<>();
    Set<String> keys = new TreeSet<>(current.keySet());
    keys.addAll(read.keySet());
    keys.retainAll(ConfigFile.keys(serve.getCommandSpec()));
    for (String key : keys) {
      String before = value(current, key);
      String after = value(read, key);
      if (!Objects.equals(before, after)) {
        changes.add(key + ": " + effect(key, before, after, parsed));
      }
    }
    effect.accept(serve.getCommand());
    current = read;
    return changes;
  }

  private static CommandLine serve() {
    return Objects.requireNonNull(Main.commandLine("serve").getSubcommands().get("serve"));
  }

  private static @Nullable String value(Map<String, Setting> settings, String key) {
    Setting setting = settings.get(key);
    return setting == null ? null : setting.value();
  }

  private static String effect(
      String key, @Nullable String before, @Nullable String after, CommandLine.ParseResult parsed) {
    if (parsed.hasMatchedOption("--" + key)) {
      return "the flag on the command line remains in effect";
    }
    return LIVE.contains(key)
        ? (before == null ? "(default)" : before) + " -> " + (after == null ? "(default)" : after)
        : "the change takes effect after a restart";
  }
}
