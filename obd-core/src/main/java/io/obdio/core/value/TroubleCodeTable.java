package io.obdio.core.value;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The meanings of trouble codes and of failure types: the resources {@code trouble-codes.tsv} and
 * {@code failure-types.tsv}, read on first use.
 */
final class TroubleCodeTable {

  private TroubleCodeTable() {}

  /** Initialised by the class loader on first use. */
  private static final class Holder {
    static final Map<String, String> TEXTS = load("trouble-codes.tsv");
  }

  /** Initialised by the class loader on first use. */
  private static final class FailureTypes {
    static final Map<String, String> TEXTS = load("failure-types.tsv");
  }

  static String description(String code) {
    return Holder.TEXTS.getOrDefault(code, "");
  }

  static Map<String, String> all() {
    return Holder.TEXTS;
  }

  /** Returns the meaning of a failure type, 00..FF; "" if the table does not contain it. */
  static String failureType(int type) {
    return FailureTypes.TEXTS.getOrDefault(String.format(Locale.ROOT, "%02X", type), "");
  }

  private static Map<String, String> load(String resource) {
    Map<String, String> texts = new HashMap<>(4096);
    try (InputStream in = TroubleCodeTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from obd-core");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && line.charAt(0) != '#') {
          texts.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
    return Map.copyOf(texts);
  }
}
