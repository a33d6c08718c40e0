package io.obdio.socketio.metrics;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.ProtectedRoutes;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.server.ServerStats;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a node of a fleet at {@code GET /metrics}. Clients need the scope {@code read}, or
 * the permission of clients without a key. For any thread.
 */
public final class FleetMetrics implements RequestHandler {

  private final ProtectedRoutes routes;

  /**
   * Creates the metrics.
   *
   * @param stats the numbers of the server
   * @param fleet the numbers of the node
   * @param cluster the numbers of the cluster; null without one
   * @param version of the program
   */
  public FleetMetrics(
      Access access,
      Supplier<ServerStats> stats,
      Supplier<FleetFigures> fleet,
      @Nullable ClusterFigures cluster,
      String version) {
    MetricSet set = new MetricSet();
    set.info(Metric.BUILD, version, Runtime.version().toString());
    ServerMetrics.addTo(set, stats, access.audit());
    addTo(set, fleet);
    ClusterMetrics.addTo(set, cluster);
    ProcessMetrics.addTo(set);
    Exposition exposition = new Exposition(set);
    routes =
        new ProtectedRoutes(access.table(), new MetricsGate(access))
            .add(
                "GET", "/metrics", Scope.READ, (exchange, none, p) -> exposition.respond(exchange));
  }

  private static void addTo(MetricSet set, Supplier<FleetFigures> fleet) {
    set.gauge(Metric.FLEET_CONNECTED, () -> fleet.get().connected() ? 1 : 0);
    set.gauge(Metric.FLEET_STORING, () -> fleet.get().storing() ? 1 : 0);
    set.gauge(Metric.FLEET_VEHICLES, () -> fleet.get().vehicles());
    set.gauge(Metric.FLEET_SIGNALS, () -> fleet.get().signals());
    set.counters(Metric.FLEET_BATCHES, values -> values.put(fleet.get().batches()));
    set.counters(Metric.FLEET_SAMPLES, values -> values.put(fleet.get().samples()));
    set.counters(Metric.FLEET_DUPLICATES, values -> values.put(fleet.get().duplicates()));
    set.counters(Metric.FLEET_STATES, values -> values.put(fleet.get().states()));
    set.counters(Metric.FLEET_ACKS, values -> values.put(fleet.get().acknowledgements()));
    set.counters(
        Metric.FLEET_IGNORED,
        values -> {
          FleetFigures now = fleet.get();
          values.put(now.invalid(), "invalid");
          values.put(now.dropped(), "no_room");
          values.put(now.refused(), "too_large");
        });
    set.counters(
        Metric.FLEET_REMOVED,
        values -> {
          FleetFigures now = fleet.get();
          values.put(now.expired(), "idle");
          values.put(now.replaced(), "limit");
        });
    set.gauge(Metric.FLEET_QUEUED, () -> fleet.get().queued());
    set.gauge(Metric.FLEET_PENDING, () -> fleet.get().pending());
  }

  @Override
  public List<String> routes() {
    return routes.routes();
  }

  @Override
  public boolean handle(HttpExchange exchange) throws Exception {
    return routes.handle(exchange);
  }
}
