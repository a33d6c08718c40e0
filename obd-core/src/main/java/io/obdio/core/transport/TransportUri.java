package io.obdio.core.transport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which way to take, as a user writes it: {@code elm327:/dev/ttyUSB0?baud=38400}, {@code
 * elm327://192.168.0.10:35000}, {@code socketcan:can0}, {@code sim:}.
 *
 * @param scheme in lower case, before the first colon
 * @param target between scheme and question mark, as written; {@code //host:port} for the network
 * @param options after the question mark, in order, values as written
 */
public record TransportUri(String scheme, String target, Map<String, String> options) {

  /** Copies the options, keeping their order. */
  public TransportUri {
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * Reads a URI.
   *
   * @throws TransportException.BadUri if there is no scheme, or an option has no name or stands
   *     twice
   */
  public static TransportUri parse(String text) throws TransportException.BadUri {
    int colon = text.indexOf(':');
    if (colon <= 0 || !text.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
      throw new TransportException.BadUri(
          "'"
              + text
              + "' is no transport: write scheme:target, such as sim: or elm327:/dev/ttyUSB0");
    }
    String rest = text.substring(colon + 1);
    int question = rest.indexOf('?');
    Map<String, String> options = new LinkedHashMap<>();
    if (question >= 0) {
      for (String pair : rest.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        if (key.isEmpty()) {
          throw new TransportException.BadUri("'" + text + "': an option without a name");
        }
        if (options.put(key, equals < 0 ? "" : pair.substring(equals + 1)) != null) {
          throw new TransportException.BadUri("'" + text + "': option '" + key + "' stands twice");
        }
      }
    }
    return new TransportUri(
        text.substring(0, colon).toLowerCase(Locale.ROOT),
        question < 0 ? rest : rest.substring(0, question),
        options);
  }

  /**
   * Refuses options that nobody would read.
   *
   * @throws TransportException.BadUri naming the first unknown option and the known ones
   */
  public void requireKnownOptions(Set<String> known) throws TransportException.BadUri {
    for (String key : options.keySet()) {
      if (!known.contains(key)) {
        throw new TransportException.BadUri(
            "'" + this + "': unknown option '" + key + "'; " + knownText(known));
      }
    }
  }

  private static String knownText(Collection<String> known) {
    List<String> sorted = new ArrayList<>(known);
    sorted.sort(null);
    return sorted.isEmpty() ? "there are none" : "known are " + String.join(", ", sorted);
  }

  /** The option as text, or {@code otherwise} if it is not given. */
  public @Nullable String option(String key, @Nullable String otherwise) {
    String value = options.get(key);
    return value == null ? otherwise : value;
  }

  /**
   * The option as a whole number, or {@code otherwise} if it is not given.
   *
   * @throws TransportException.BadUri if it is no number from {@code min} to {@code max}
   */
  public int intOption(String key, int otherwise, int min, int max)
      throws TransportException.BadUri {
    String value = options.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the message, which says the same for both mistakes.
    }
    throw new TransportException.BadUri(
        "'" + this + "': " + key + "=" + value + " is no number from " + min + " to " + max);
  }

  /** As it would be written. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scheme).append(':').append(target);
    char separator = '?';
    for (Map.Entry<String, String> option : options.entrySet()) {
      text.append(separator).append(option.getKey());
      if (!option.getValue().isEmpty()) {
        text.append('=').append(option.getValue());
      }
      separator = '&';
    }
    return text.toString();
  }
}
