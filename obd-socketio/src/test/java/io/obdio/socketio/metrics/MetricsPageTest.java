package io.obdio.socketio.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of the metrics, the page about them and the dashboard agree. */
class MetricsPageTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern ROW = Pattern.compile("\\| `((obdio|jvm|process)_[a-z_]+)` \\|.*");
  private static final Pattern NAME = Pattern.compile("\\b(obdio|jvm|process)_[a-z_]+");
  private static final Pattern SAMPLE = Pattern.compile("_(bucket|count|sum)$");

  /** Suffixes of base units, and of numbers of things. */
  private static final Pattern UNIT =
      Pattern.compile(
          ".*_(total|seconds|bytes|volts|info|connections|sessions|sockets|commands|status|state"
              + "|current|up|vehicles|signals|messages|batches)");

  private static String row(Metric metric) {
    String type = metric.type() == Metric.Type.STATE ? "gauge" : word(metric.type());
    String labels =
        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(" "));
    return "| `"
        + metric.title()
        + "` | "
        + type
        + " | "
        + labels
        + (labels.isEmpty() ? "" : " ")
        + "| "
        + metric.help()
        + " |";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void thePageHasOneRowForEachMetric() throws Exception {
    List<String> rows =
        Files.readAllLines(DOCS.resolve("metrics.md")).stream()
            .filter(line -> ROW.matcher(line).matches())
            .toList();
    assertEquals(
        Arrays.stream(Metric.values()).map(MetricsPageTest::row).collect(Collectors.joining("\n")),
        String.join("\n", rows));
  }

  @Test
  void theNamesFollowTheConventions() {
    for (Metric metric : Metric.values()) {
      boolean counter = metric.type() == Metric.Type.COUNTER;
      assertEquals(counter, metric.title().endsWith("_total"), metric.title());
      assertTrue(UNIT.matcher(metric.title()).matches(), metric.title());
      assertTrue(metric.help().endsWith("."), metric.help());
    }
  }

  @Test
  void theDashboardsUseAllMetrics() throws Exception {
    Set<String> titles =
        Arrays.stream(Metric.values()).map(Metric::title).collect(Collectors.toSet());
    List<String> expressions = new ArrayList<>();
    for (String file : List.of("grafana-dashboard.json", "grafana-fleet.json")) {
      JsonNode dashboard =
          JsonMapper.builder().build().readTree(Files.readString(DOCS.resolve(file)));
      dashboard.findValues("expr").forEach(node -> expressions.add(node.asString()));
      dashboard.findValues("query").forEach(node -> expressions.add(node.toString()));
    }
    assertFalse(expressions.isEmpty());
    Set<String> used = new TreeSet<>();
    for (String expression : expressions) {
      NAME.matcher(expression)
          .results()
          .map(match -> SAMPLE.matcher(match.group()).replaceFirst(""))
          .forEach(used::add);
    }
    Set<String> unknown = new TreeSet<>(used);
    unknown.removeAll(titles);
    assertEquals(Set.of(), unknown);
    Set<String> unused = new TreeSet<>(titles);
    unused.removeAll(used);
    unused.remove(Metric.SLEEP_CHANGES.title()); // the time line shows the states
    assertEquals(Set.of(), unused);
  }
}
