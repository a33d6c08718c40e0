package io.obdio.socketio.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The value that a subcommand uses for a key.
 *
 * @param value as it would be written on the command line, secrets replaced; null if the option is
 *     not set
 * @param origin {@code flag}, the name of a variable, file and line, or {@code default}
 */
public record EffectiveValue(String key, @Nullable String value, String origin) {

  private static final String MASK = "******";

  /** Keys whose value is a secret. */
  private static final Pattern SECRET =
      Pattern.compile("(^|.*-)(password|passphrase|secret|token|api-key)(-.*|$)");

  /** A user and a password in a URL. */
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");

  /**
   * Returns the values of all keys of a subcommand.
   *
   * @param parsed the parsed command line, whose default value provider is {@code defaults}
   */
  public static List<EffectiveValue> of(
      CommandSpec command, ParseResult parsed, OptionDefaults defaults) {
    List<EffectiveValue> values = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (ConfigFile.isKey(option)) {
        values.add(of(option, parsed, defaults));
      }
    }
    return values;
  }

  private static EffectiveValue of(OptionSpec option, ParseResult parsed, OptionDefaults defaults) {
    String key = ConfigFile.key(option);
    OptionSpec matched = parsed.matchedOption(option.longestName());
    if (matched != null) {
      String given =
          matched.typeInfo().isBoolean()
              ? String.valueOf(matched.<Object>getValue())
              : String.join(",", matched.originalStringValues());
      return new EffectiveValue(key, masked(key, given), "flag");
    }
    Setting setting = defaults.setting(option);
    String value = setting != null ? setting.value() : defaults.defaultValue(option);
    return new EffectiveValue(
        key,
        value == null ? null : masked(key, value),
        setting != null ? setting.origin() : "default");
  }

  private static String masked(String key, String value) {
    return SECRET.matcher(key).matches()
        ? MASK
        : USER_INFO.matcher(value).replaceAll("//" + MASK + "@");
  }
}
