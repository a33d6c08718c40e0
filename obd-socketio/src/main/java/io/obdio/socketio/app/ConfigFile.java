package io.obdio.socketio.app;

import io.obdio.core.util.NearestWord;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The file {@code obdio.yaml}, one for all subcommands: its keys are their flags without the
 * dashes. A flag on the command line overrides the file. Lists may be written as lists, maps as
 * maps.
 */
final class ConfigFile {

  /** Read from the working directory if no other is named. */
  static final String DEFAULT_NAME = "obdio.yaml";

  /** A plain scalar that ends in a colon, such as {@code transport: sim:}, which YAML forbids. */
  private static final Pattern ENDS_IN_COLON =
      Pattern.compile("(?m)^([a-z0-9-]+:[ \\t]+)([a-z][a-z0-9]*:)([ \\t]*(?:#.*)?)$");

  private ConfigFile() {}

  /**
   * Reads a file and checks its keys against the options of all subcommands.
   *
   * @return the values of the options that {@code command} has, by key, as they would be written on
   *     the command line
   * @throws UserError if it cannot be read, is not a map, or has a key that no subcommand knows
   */
  static Map<String, String> read(Path file, CommandSpec command) {
    Map<String, String> values = new LinkedHashMap<>();
    Collection<String> own = keys(command);
    List<String> others = new ArrayList<>();
    for (Map.Entry<?, ?> entry : parse(file).entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!own.contains(key)) {
        others.add(key);
        continue;
      }
      String value = text(file, key, entry.getValue());
      if (value != null) {
        values.put(key, value);
      }
    }
    if (!others.isEmpty()) {
      checkKnown(file, others);
    }
    return values;
  }

  /** Checks keys against the options of all subcommands, which takes some time. */
  private static void checkKnown(Path file, List<String> keys) {
    Collection<String> known = new TreeSet<>();
    for (CommandLine each : Main.commandLine().getSubcommands().values()) {
      known.addAll(keys(each.getCommandSpec()));
    }
    for (String key : keys) {
      if (!known.contains(key)) {
        throw new UserError(
            file + ": unknown key '" + key + "'" + NearestWord.didYouMean(key, known));
      }
    }
  }

  private static Map<?, ?> parse(Path file) {
    try {
      String text = ENDS_IN_COLON.matcher(Files.readString(file)).replaceAll("$1\"$2\"$3");
      Object tree = text.isBlank() ? Map.of() : new YAMLMapper().readValue(text, Object.class);
      if (tree == null) {
        return Map.of(); // comments alone
      }
      if (tree instanceof Map<?, ?> map) {
        return map;
      }
      throw new UserError(file + ": write 'key: value' lines");
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new UserError(
          file
              + (at == null ? "" : ":" + at.getLineNr())
              + ": not YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new UserError(Failures.of(e));
    }
  }

  /** Returns a value as the flag would be written: lists joined by commas, maps as key=value. */
  private static @Nullable String text(Path file, String key, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> e.getKey() + "=" + e.getValue())
          .collect(Collectors.joining(","));
    }
    if (value instanceof List<?> list) {
      List<String> parts = new ArrayList<>();
      for (Object part : list) {
        if (part instanceof Map || part instanceof List) {
          throw new UserError(file + ": " + key + ": expected a list of plain values");
        }
        parts.add(String.valueOf(part));
      }
      return String.join(",", parts);
    }
    return String.valueOf(value);
  }

  private static Collection<String> keys(CommandSpec command) {
    TreeSet<String> keys = new TreeSet<>();
    for (OptionSpec option : command.options()) {
      String key = key(option);
      if (!option.usageHelp() && !option.versionHelp() && !key.equals("config")) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Returns the key of a flag: {@code --[no-]allow-clear} is {@code allow-clear}. */
  static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^--?", "").replaceFirst("^\\[no-]", "");
  }
}
