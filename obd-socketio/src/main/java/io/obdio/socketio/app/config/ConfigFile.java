package io.obdio.socketio.app.config;

import io.obdio.core.util.NearestWord;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.YamlNode;
import io.obdio.socketio.json.jackson.YamlReader;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The file {@code obdio.yaml}, one for all subcommands: its keys are their flags without the
 * dashes. Lists may be written as lists, maps as maps.
 *
 * @param entries the values by key, in the order of the file
 * @param problems what is wrong with it
 */
public record ConfigFile(Map<String, Entry> entries, List<Problem> problems) {

  /** Read from the working directory if no other is named. */
  public static final String DEFAULT_NAME = "obdio.yaml";

  /** The line of a message about the whole file. */
  public static final int NO_LINE = 0;

  /** A plain scalar that ends in a colon, such as {@code transport: sim:}, which YAML forbids. */
  private static final Pattern ENDS_IN_COLON =
      Pattern.compile("(?m)^([a-z0-9-]+:[ \\t]+)([a-z][a-z0-9]*:)([ \\t]*(?:#.*)?)$");

  /**
   * A value.
   *
   * @param value as it would be written on the command line
   * @param line the line of the value, from 1
   */
  public record Entry(String value, int line) {}

  /**
   * A mistake.
   *
   * @param line the line, from 1, or {@link #NO_LINE}
   */
  public record Problem(int line, String message) {

    /** Returns the message after the name of the file and the line. */
    public String in(Path file) {
      return file + (line == NO_LINE ? "" : ":" + line) + ": " + message;
    }
  }

  /**
   * Reads a file.
   *
   * @throws UserError if it cannot be read
   */
  public static ConfigFile read(Path file) {
    if (Files.isDirectory(file)) {
      throw new UserError(file + " is a folder: name a file");
    }
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UserError(Failures.of(e));
    }
  }

  /** Reads the text of a file. */
  public static ConfigFile parse(String text) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    try {
      YamlNode root = YamlReader.read(ENDS_IN_COLON.matcher(text).replaceAll("$1\"$2\"$3"));
      Map<String, YamlNode> map = root.map();
      if (map != null) {
        map.forEach((key, node) -> add(key, node, entries, problems));
      } else if (!root.isNull()) {
        problems.add(new Problem(root.line(), "write 'key: value' lines"));
      }
    } catch (JsonException e) {
      problems.add(problem(String.valueOf(e.getMessage())));
    }
    return new ConfigFile(entries, problems);
  }

  /** Returns a message of the YAML reader, which begins with the line. */
  private static Problem problem(String message) {
    var matcher = Pattern.compile("line (\\d+): (.*)").matcher(message);
    if (!matcher.matches()) {
      return new Problem(NO_LINE, message);
    }
    String what = matcher.group(2);
    if (!what.startsWith("not YAML")) {
      return new Problem(Integer.parseInt(matcher.group(1)), what);
    }
    return new Problem(
        Integer.parseInt(matcher.group(1)),
        what.contains("mapping values are not allowed")
            ? "a value that contains ': ' or ends in a colon needs quotes: key: \"value:\""
            : what + "; values with ':' or other special characters need quotes");
  }

  private static void add(
      String key, YamlNode node, Map<String, Entry> entries, List<Problem> problems) {
    List<YamlNode> list = node.list();
    Map<String, YamlNode> map = node.map();
    Collection<YamlNode> parts =
        list != null ? list : map != null ? map.values() : List.<YamlNode>of();
    if (parts.stream().anyMatch(part -> part.list() != null || part.map() != null)) {
      problems.add(new Problem(node.line(), key + ": expected a list of plain values"));
      return;
    }
    String value = text(node);
    if (value != null) {
      entries.put(key, new Entry(value, node.line()));
    }
  }

  /** Returns a value as the flag would be written: lists joined by commas, maps as key=value. */
  private static @Nullable String text(YamlNode node) {
    List<YamlNode> list = node.list();
    if (list != null) {
      return list.stream()
          .map(part -> String.valueOf(part.text()))
          .collect(Collectors.joining(","));
    }
    Map<String, YamlNode> map = node.map();
    if (map != null) {
      return map.entrySet().stream()
          .map(e -> e.getKey() + "=" + e.getValue().text())
          .collect(Collectors.joining(","));
    }
    return node.text();
  }

  /** Returns the mistakes, with the keys that no subcommand has. */
  public List<Problem> problems(Collection<String> known) {
    List<Problem> all = new ArrayList<>(problems);
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            all.add(
                new Problem(
                    entry.line(),
                    "unknown key '" + key + "'" + NearestWord.didYouMean(key, known)));
          }
        });
    return all;
  }

  /** Returns the settings by key. */
  public Map<String, Setting> settings(Path file) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    entries.forEach(
        (key, entry) -> settings.put(key, new Setting(entry.value(), file + ":" + entry.line())));
    return settings;
  }

  /** Returns the keys of a subcommand. */
  public static Collection<String> keys(CommandSpec command) {
    TreeSet<String> keys = new TreeSet<>();
    for (OptionSpec option : command.options()) {
      if (isKey(option)) {
        keys.add(key(option));
      }
    }
    return keys;
  }

  /** Returns whether an option is a key of the file. */
  static boolean isKey(OptionSpec option) {
    return !option.usageHelp() && !option.versionHelp() && !key(option).equals("config");
  }

  /** Returns the key of a flag: {@code --[no-]allow-clear} is {@code allow-clear}. */
  public static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^--?", "").replaceFirst("^\\[no-]", "");
  }
}
