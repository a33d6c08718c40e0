package io.obdio.socketio.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of the text format of Prometheus 0.0.4: help and type precede the samples of a
 * metric, which are together; no series occurs twice; the buckets of a histogram are cumulative.
 */
final class PrometheusText {

  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.+)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "("
              + NAME
              + ")(?:\\{("
              + LABEL
              + "(?:,"
              + LABEL
              + ")*),?\\})? (NaN|[+-]Inf|[-+0-9.eE]+)");

  final Map<String, String> types = new LinkedHashMap<>();
  final Map<String, String> helps = new LinkedHashMap<>();

  /** Values by series, such as {@code obdio_server_sessions} or {@code x{a="b"}}. */
  final Map<String, Double> series = new TreeMap<>();

  private String current = "";

  static PrometheusText parse(String text) {
    PrometheusText read = new PrometheusText();
    assertTrue(text.endsWith("\n"), "the last line ends with a line feed");
    text.lines().forEach(read::line);
    read.checkHistograms();
    return read;
  }

  private void line(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (help.matches()) {
      current = help.group(1);
      assertNull(helps.put(current, help.group(2)), "two parts: " + line);
    } else if (type.matches()) {
      assertEquals(current, type.group(1), line);
      assertNull(types.put(current, type.group(2)), line);
    } else {
      assertTrue(sample.matches(), () -> "not a sample: " + line);
      sample(sample, line);
    }
  }

  private void sample(Matcher sample, String line) {
    String name = sample.group(1);
    String kind = types.get(current);
    assertNotNull(kind, () -> "no type before " + line);
    boolean part =
        kind.equals("histogram")
            ? name.matches(Pattern.quote(current) + "_(bucket|sum|count)")
            : name.equals(current);
    assertTrue(part, () -> line + " is not part of " + current);
    String labels = sample.group(2) == null ? "" : "{" + sample.group(2) + "}";
    double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
    assertNull(series.put(name + labels, value), () -> "twice: " + line);
    assertTrue(!kind.equals("counter") || value >= 0, line);
  }

  private void checkHistograms() {
    types.forEach(
        (name, kind) -> {
          if (kind.equals("histogram")) {
            checkHistogram(name);
          }
        });
  }

  private void checkHistogram(String name) {
    Map<String, TreeMap<Double, Double>> buckets = new TreeMap<>();
    Pattern bucket = Pattern.compile(Pattern.quote(name) + "_bucket\\{(.*?),?le=\"([^\"]+)\"\\}");
    series.forEach(
        (key, value) -> {
          Matcher matcher = bucket.matcher(key);
          if (matcher.matches()) {
            buckets
                .computeIfAbsent(matcher.group(1), labels -> new TreeMap<>())
                .put(Double.parseDouble(matcher.group(2).replace("Inf", "Infinity")), value);
          }
        });
    buckets.forEach(
        (labels, counts) -> {
          double before = 0;
          for (double count : counts.values()) {
            assertTrue(count >= before, () -> name + labels + " is not cumulative");
            before = count;
          }
          String suffix = labels.isEmpty() ? "" : "{" + labels + "}";
          assertEquals(series.get(name + "_count" + suffix), counts.get(Double.POSITIVE_INFINITY));
          assertNotNull(series.get(name + "_sum" + suffix));
        });
  }
}
