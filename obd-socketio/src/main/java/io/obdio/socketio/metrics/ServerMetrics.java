package io.obdio.socketio.metrics;

import io.obdio.socketio.access.Audit;
import io.obdio.socketio.server.ServerStats;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.function.Supplier;

/** The metrics of the server and its clients. */
final class ServerMetrics {

  private ServerMetrics() {}

  static void addTo(MetricSet set, Supplier<ServerStats> stats, Audit audit) {
    set.gauge(Metric.CONNECTIONS, () -> stats.get().connections());
    set.gauge(Metric.SESSIONS, () -> stats.get().sessions());
    set.gauge(Metric.SOCKETS, () -> stats.get().sockets());
    set.counters(
        Metric.PACKETS,
        values -> {
          values.put(stats.get().packetsIn(), "in");
          values.put(stats.get().packetsOut(), "out");
        });
    set.counters(
        Metric.PACKET_BYTES,
        values -> {
          values.put(stats.get().bytesIn(), "in");
          values.put(stats.get().bytesOut(), "out");
        });
    set.counters(Metric.DROPPED, values -> values.put(stats.get().dropped()));
    set.gauge(Metric.QUEUE, () -> (double) stats.get().bufferedBytes());
    set.gauge(Metric.LOOP_DELAY, () -> stats.get().loopDelayMillis() / 1e3);
    Counter actions = set.counter(Metric.ACTIONS);
    audit.addListener(entry -> actions.labelValues(entry.action(), entry.outcome()).inc());
  }
}
