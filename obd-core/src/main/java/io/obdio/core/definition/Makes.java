package io.obdio.core.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The makes of vehicles by the world manufacturer identifier, the first three characters of the VIN
 * (ISO 3780, 49 CFR 565). The table has the common ones of cars.
 */
public final class Makes {

  private static final String TABLE = "wmi.tsv";
  private static final int WMI_LENGTH = 3;

  /** Loaded when a make is first looked up. */
  private static final class Table {
    static final Map<String, String> BY_PREFIX = load();
  }

  private Makes() {}

  private static Map<String, String> load() {
    try (InputStream in = Makes.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + TABLE + " is missing");
      }
      Map<String, String> makes = new HashMap<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
          makes.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
      return Map.copyOf(makes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the make of a vehicle, such as {@code Toyota}.
   *
   * @param vin in upper or lower case; may be incomplete
   * @return empty if the table does not have its manufacturer
   */
  public static Optional<String> ofVin(String vin) {
    String text = vin.strip().toUpperCase(Locale.ROOT);
    for (int length = Math.min(WMI_LENGTH, text.length()); length >= 2; length--) {
      String make = Table.BY_PREFIX.get(text.substring(0, length));
      if (make != null) {
        return Optional.of(make);
      }
    }
    return Optional.empty();
  }

  /** Returns all makes of the table, sorted. */
  public static Set<String> all() {
    return new TreeSet<>(Table.BY_PREFIX.values());
  }
}
