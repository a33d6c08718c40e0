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
 * The URI of a transport, as a user writes it: {@code elm327:/dev/ttyUSB0?baud=38400}, {@code
 * elm327://192.168.0.10:35000}, {@code socketcan:can0}, {@code sim:}.
 *
 * @param scheme the part before the first colon, in lower case
 * @param target the part between colon and question mark, unchanged; {@code //host:port} on a
 *     network
 * @param options the options after the question mark, in order, values unchanged
 */
public record TransportUri(String scheme, String target, Map<String, String> options) {

  /** Copies the options, keeping their order. */
  public TransportUri {
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * Parses a URI.
   *
   * @throws TransportException.BadUri if there is no scheme, or an option has no name or is given
   *     twice
   */
  public static TransportUri parse(String text) throws TransportException.BadUri {
    int colon = text.indexOf(':');
    if (colon <= 0 || !text.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
      throw new TransportException.BadUri(
          "expected scheme:target, such as sim: or elm327:/dev/ttyUSB0, found '" + text + "'");
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
          throw new TransportException.BadUri(
              "'" + text + "': option '" + key + "' is given twice");
        }
      }
    }
    return new TransportUri(
        text.substring(0, colon).toLowerCase(Locale.ROOT),
        question < 0 ? rest : rest.substring(0, question),
        options);
  }

  /**
   * Checks that there are no other options than the known ones.
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
    return sorted.isEmpty()
        ? "no options are known"
        : "known options are " + String.join(", ", sorted);
  }

  /** Returns an option as text, or {@code otherwise} if it is absent. */
  public @Nullable String option(String key, @Nullable String otherwise) {
    String value = options.get(key);
    return value == null ? otherwise : value;
  }

  /**
   * Returns an option as an integer, or {@code otherwise} if it is absent.
   *
   * @throws TransportException.BadUri if it is not a number from {@code min} to {@code max}
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
      // Reported below, like a number out of range.
    }
    throw new TransportException.BadUri(
        "'" + this + "': expected " + key + " from " + min + " to " + max + ", found " + value);
  }

  /** Returns the URI as text. */
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
