package io.obdio.socketio.metrics;

import org.jspecify.annotations.Nullable;

/** The metrics of the cluster; they have no values without one. */
final class ClusterMetrics {

  private ClusterMetrics() {}

  static void addTo(MetricSet set, @Nullable ClusterFigures cluster) {
    set.gauges(
        Metric.CLUSTER,
        values -> {
          if (cluster != null) {
            values.put(cluster.isConnected() ? 1L : 0L);
          }
        });
    set.gauges(
        Metric.CLUSTER_QUEUE,
        values -> {
          if (cluster != null) {
            values.put(cluster.queued());
          }
        });
    set.counters(
        Metric.CLUSTER_DROPPED,
        values -> {
          if (cluster != null) {
            values.put(cluster.dropped());
          }
        });
    set.counters(
        Metric.CLUSTER_GAPS,
        values -> {
          if (cluster != null) {
            values.put(cluster.gaps());
          }
        });
  }
}
