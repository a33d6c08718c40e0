package io.obdio.core.value;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The meanings of trouble codes: the resource {@code trouble-codes.tsv}, read on first use. */
final class TroubleCodeTable {

  private TroubleCodeTable() {}

  /** Initialised by the class loader on first use. */
  private static final class Holder {
    static final Map<String, String> TEXTS = load();
  }

  static String description(String code) {
    return Holder.TEXTS.getOrDefault(code, "");
  }

  static Map<String, String> all() {
    return Holder.TEXTS;
  }

  private static Map<String, String> load() {
    Map<String, String> texts = new HashMap<>(4096);
    try (InputStream in = TroubleCodeTable.class.getResourceAsStream("trouble-codes.tsv")) {
      if (in == null) {
        throw new IllegalStateException("trouble-codes.tsv is missing from obd-core");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && line.charAt(0) != '#') {
          texts.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read trouble-codes.tsv", e);
    }
    return Map.copyOf(texts);
  }
}
