package io.obdio.socketio.app.config;

import io.obdio.socketio.channels.ChannelOptions;
import io.obdio.socketio.server.ServerOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The defaults of flags: the value of the environment or the configuration file, if there is one,
 * else the default of the option of the flag's name.
 */
public final class OptionDefaults implements IDefaultValueProvider {
  private static final Map<String, String> OF_OPTIONS = new LinkedHashMap<>();

  static {
    collect(ServerOptions.defaults());
    collect(ChannelOptions.defaults());
  }

  private final Map<String, Setting> settings;

  /**
   * Creates a provider.
   *
   * @param settings the values of environment and file by key
   */
  public OptionDefaults(Map<String, Setting> settings) {
    this.settings = Map.copyOf(settings);
  }

  /** Returns what environment or file set; null if they do not set it. */
  public @Nullable Setting setting(OptionSpec option) {
    return settings.get(ConfigFile.key(option));
  }

  /** Adds the components of an options record, and of the records in it. */
  private static void collect(Record options) {
    for (RecordComponent component : options.getClass().getRecordComponents()) {
      Object value = value(component, options);
      if (value instanceof Record nested) {
        collect(nested);
      } else if (value != null) {
        OF_OPTIONS.put(key(component), text(value));
      }
    }
  }

  private static @Nullable Object value(RecordComponent component, Record options) {
    try {
      return component.getAccessor().invoke(options);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /** Returns the key of an option: {@code pingInterval} is {@code ping-interval}. */
  public static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String text(Object value) {
    if (value instanceof Duration duration) {
      return String.valueOf(duration.toMillis());
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream()
          .map(each -> each.toString().toLowerCase(Locale.ROOT))
          .sorted()
          .collect(Collectors.joining(","));
    }
    return value.toString();
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return null;
    }
    String key = ConfigFile.key(option);
    Setting setting = setting(option);
    String value = setting != null ? setting.value() : arg.defaultValue();
    if (value == null) {
      value = OF_OPTIONS.get(key);
    }
    return value == null || value.isEmpty() ? null : value;
  }
}
