package io.obdio.socketio.metrics;

import org.jspecify.annotations.Nullable;

/** The metrics of the uplink; they have no values without one. */
final class UplinkMetrics {

  private UplinkMetrics() {}

  static void addTo(MetricSet set, @Nullable UplinkFigures uplink) {
    set.gauges(
        Metric.UPLINK,
        values -> {
          if (uplink != null) {
            values.put(uplink.isConnected() ? 1L : 0L);
          }
        });
    set.gauges(
        Metric.UPLINK_WAITING,
        values -> {
          if (uplink != null) {
            values.put(uplink.waiting());
          }
        });
    set.counters(
        Metric.UPLINK_LOST,
        values -> {
          if (uplink != null) {
            values.put(uplink.lost());
          }
        });
  }
}
