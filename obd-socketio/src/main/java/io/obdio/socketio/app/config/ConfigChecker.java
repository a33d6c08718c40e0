package io.obdio.socketio.app.config;

import io.obdio.socketio.app.failure.Failures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The check of the values of a configuration. Each value is checked alone, so that all mistakes are
 * reported with their origin; values that need each other are checked together.
 */
public final class ConfigChecker {

  /** The keys that are valid together only. */
  private static final List<Set<String>> TOGETHER = List.of(Set.of("tls-certificate", "tls-key"));

  private final Map<String, Set<String>> keys;
  private final Function<String, CommandLine> subcommands;

  /**
   * Creates a check.
   *
   * @param keys the keys of each subcommand that reads the configuration
   * @param subcommands returns a new command line of a subcommand, which has a parent
   */
  public ConfigChecker(Map<String, Set<String>> keys, Function<String, CommandLine> subcommands) {
    this.keys = keys;
    this.subcommands = subcommands;
  }

  /** Returns the mistakes, one line each, with their origin. */
  public List<String> check(Map<String, Setting> settings) {
    Map<String, String> problems = new LinkedHashMap<>();
    keys.forEach((subcommand, own) -> check(subcommand, own, settings, problems));
    return new ArrayList<>(problems.values());
  }

  private void check(
      String subcommand,
      Set<String> own,
      Map<String, Setting> settings,
      Map<String, String> problems) {
    Map<String, Setting> relevant = new LinkedHashMap<>(settings);
    relevant.keySet().retainAll(own);
    String first = failure(subcommand, relevant);
    if (first == null) {
      return;
    }
    boolean found = false;
    for (Map.Entry<String, Setting> each : relevant.entrySet()) {
      String message = failure(subcommand, together(each.getKey(), relevant));
      if (message != null) {
        problems.putIfAbsent(each.getKey(), each.getValue().origin() + ": " + message);
        found = true;
      }
    }
    if (!found) {
      problems.putIfAbsent(subcommand, first);
    }
  }

  private static Map<String, Setting> together(String key, Map<String, Setting> settings) {
    Map<String, Setting> some = new LinkedHashMap<>(settings);
    some.keySet()
        .removeIf(
            other ->
                !other.equals(key)
                    && TOGETHER.stream()
                        .noneMatch(group -> group.contains(key) && group.contains(other)));
    return some;
  }

  /** Returns what is wrong with some settings of a subcommand; null if nothing is. */
  private @Nullable String failure(String subcommand, Map<String, Setting> settings) {
    CommandLine line = subcommands.apply(subcommand);
    line.setDefaultValueProvider(new OptionDefaults(settings));
    try {
      CommandLine.ParseResult unused = line.getParent().parseArgs(subcommand);
      check(line.getCommandSpec());
      return null;
    } catch (CommandLine.MissingParameterException e) {
      return null; // an argument of the command line, not a value of the configuration
    } catch (RuntimeException e) {
      return Failures.ofValue(e);
    }
  }

  private static void check(CommandSpec spec) {
    if (spec.userObject() instanceof CheckedFlags flags) {
      flags.check();
    }
    for (CommandSpec mixin : spec.mixins().values()) {
      if (mixin.userObject() instanceof CheckedFlags flags) {
        flags.check();
      }
    }
  }
}
