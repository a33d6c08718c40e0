package io.obdio.socketio.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** The metrics of the table with their sources. For any thread; sources must not block. */
final class MetricSet {

  /** Upper bounds in seconds: from one frame on CAN to P2* of ISO 14229-2. */
  private static final double[] BUCKETS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

  /** A receiver of values with their labels. */
  interface Values {
    void put(double value, String... labels);

    /** Puts a whole number, exact up to 2^53. */
    default void put(long value, String... labels) {
      put((double) value, labels);
    }
  }

  private final PrometheusRegistry registry = new PrometheusRegistry();

  /** Adds a gauge without labels. */
  void gauge(Metric row, DoubleSupplier value) {
    gauges(row, values -> values.put(value.getAsDouble()));
  }

  /** Adds a gauge. */
  void gauges(Metric row, Consumer<Values> source) {
    GaugeWithCallback unused =
        GaugeWithCallback.builder()
            .name(row.title())
            .help(row.help())
            .labelNames(row.labelNames())
            .callback(callback -> source.accept(callback::call))
            .register(registry);
  }

  /** Adds a counter that is counted elsewhere. */
  void counters(Metric row, Consumer<Values> source) {
    CounterWithCallback unused =
        CounterWithCallback.builder()
            .name(row.title())
            .help(row.help())
            .labelNames(row.labelNames())
            .callback(callback -> source.accept(callback::call))
            .register(registry);
  }

  /** Adds a gauge that is 1 for one of several states. */
  void states(Metric row, Iterable<String> states, Consumer<Consumer<String>> current) {
    gauges(
        row,
        values ->
            current.accept(
                now -> states.forEach(each -> values.put(each.equals(now) ? 1 : 0, each))));
  }

  /** Adds a counter. */
  Counter counter(Metric row) {
    return Counter.builder()
        .name(row.title())
        .help(row.help())
        .labelNames(row.labelNames())
        .withoutExemplars()
        .register(registry);
  }

  /** Adds a histogram. */
  Histogram histogram(Metric row) {
    return Histogram.builder()
        .name(row.title())
        .help(row.help())
        .labelNames(row.labelNames())
        .classicOnly()
        .classicUpperBounds(BUCKETS)
        .withoutExemplars()
        .register(registry);
  }

  /** Adds labels with the value 1. */
  void info(Metric row, String... values) {
    Info.builder()
        .name(row.title())
        .help(row.help())
        .labelNames(row.labelNames())
        .register(registry)
        .setLabelValues(values);
  }

  MetricSnapshots collect() {
    return registry.scrape();
  }
}
