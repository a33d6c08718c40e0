package io.obdio.socketio.app.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The variables of the environment that set flags: {@code OBDIO_PING_INTERVAL} is {@code
 * --ping-interval}. Lists are separated by commas.
 */
public final class Environment {

  private static final String PREFIX = "OBDIO_";

  /** The variables that are no flags. */
  private static final TreeSet<String> OTHERS =
      new TreeSet<>(java.util.List.of("OBDIO_API_KEY", "OBDIO_REQUIRE_ALL"));

  private Environment() {}

  /** Returns the variable of a flag. */
  public static String variable(String key) {
    return PREFIX + key.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * Returns the settings of the environment by key, also those that no flag has. Empty variables
   * count as absent.
   */
  public static Map<String, Setting> settings(Map<String, String> variables) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (String name : new TreeSet<>(variables.keySet())) {
      String value = variables.getOrDefault(name, "").strip();
      if (name.startsWith(PREFIX) && !value.isEmpty() && !OTHERS.contains(name)) {
        settings.put(key(name), new Setting(value, name));
      }
    }
    return settings;
  }

  private static String key(String variable) {
    return variable.substring(PREFIX.length()).replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
