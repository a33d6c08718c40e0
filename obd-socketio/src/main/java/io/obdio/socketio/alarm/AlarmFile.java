package io.obdio.socketio.alarm;

import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.YamlNode;
import io.obdio.socketio.json.jackson.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reader of files with rules: a list in YAML. An entry has the members of a rule; with {@code
 * preset}, those that are absent are taken from the preset of this id.
 */
public final class AlarmFile {

  private static final long MAX_BYTES = 1 << 20;
  private static final String PRESET = "preset";

  private AlarmFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is not valid; the message names the line and the member
   */
  public static List<AlarmRule> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException(file + ": has more than " + MAX_BYTES + " bytes");
    }
    return parse(file.toString(), Files.readString(file));
  }

  static List<AlarmRule> parse(String name, String text) {
    YamlNode root;
    try {
      root = YamlReader.read(text);
    } catch (JsonException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
    List<AlarmRule> rules = new ArrayList<>();
    if (root.isNull()) {
      return rules;
    }
    if (root.list() == null) {
      throw new IllegalArgumentException(name + ":1: expected a list with one entry for each rule");
    }
    for (YamlNode entry : root.list()) {
      try {
        rules.add(rule(entry));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ":" + entry.line() + ": " + e.getMessage(), e);
      }
    }
    return rules;
  }

  private static AlarmRule rule(YamlNode entry) {
    if (!(tree(entry) instanceof Map<?, ?> given)) {
      throw new IllegalArgumentException("expected the members of a rule");
    }
    Map<Object, @Nullable Object> members = new LinkedHashMap<>();
    Object preset = given.get(PRESET);
    if (preset != null) {
      AlarmRule base =
          AlarmPresets.find(String.valueOf(preset))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "preset: '"
                              + preset
                              + "' is not a preset; there are "
                              + String.join(
                                  ", ", AlarmPresets.all().stream().map(AlarmRule::id).toList())));
      members.putAll(AlarmRules.json(base));
    }
    members.putAll(given);
    members.remove(PRESET);
    return AlarmRules.read(members);
  }

  private static @Nullable Object tree(YamlNode node) {
    if (node.list() != null) {
      return node.list().stream().map(each -> String.valueOf(tree(each))).toList();
    }
    if (node.map() == null) {
      return node.text();
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    node.map().forEach((name, value) -> map.put(name, tree(value)));
    return map;
  }
}
