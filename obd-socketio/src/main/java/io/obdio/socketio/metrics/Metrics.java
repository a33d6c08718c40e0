package io.obdio.socketio.metrics;

import io.obdio.core.command.Commands;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.ProtectedRoutes;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.ServerStats;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import io.obdio.socketio.vehicle.sleep.VehicleSleep;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a server at {@code GET /metrics}. Clients need the scope {@code read}, or the
 * permission of clients without a key.
 *
 * <p>Threads: all methods may be called by any thread and do not block.
 */
public final class Metrics implements RequestHandler, VehicleListener {

  private final ProtectedRoutes routes;
  private final VehicleMetrics vehicleMetrics;

  /**
   * Creates the metrics and begins to count.
   *
   * @param stats the numbers of the server
   * @param sleep sleep and guard; null if they are off
   * @param cluster the numbers of the cluster; null without one
   * @param uplink the numbers of the uplink; null without one
   * @param version of the program
   */
  public Metrics(
      Access access,
      VehicleConnection vehicle,
      ObdHub hub,
      Commands commands,
      Supplier<ServerStats> stats,
      @Nullable VehicleSleep sleep,
      @Nullable ClusterFigures cluster,
      @Nullable UplinkFigures uplink,
      String version) {
    MetricSet set = new MetricSet();
    set.info(Metric.BUILD, version, Runtime.version().toString());
    ServerMetrics.addTo(set, stats, access.audit());
    vehicleMetrics = new VehicleMetrics(set, vehicle, hub, commands);
    vehicle.addTrafficListener(vehicleMetrics);
    SleepMetrics.addTo(set, sleep);
    ClusterMetrics.addTo(set, cluster);
    UplinkMetrics.addTo(set, uplink);
    ProcessMetrics.addTo(set);
    Exposition exposition = new Exposition(set);
    routes =
        new ProtectedRoutes(access.table(), new MetricsGate(access))
            .add(
                "GET", "/metrics", Scope.READ, (exchange, none, p) -> exposition.respond(exchange));
  }

  @Override
  public List<String> routes() {
    return routes.routes();
  }

  @Override
  public boolean handle(HttpExchange exchange) throws Exception {
    return routes.handle(exchange);
  }

  @Override
  public void statusChanged(ConnectionStatus status, String reason) {
    vehicleMetrics.statusChanged(status, reason);
  }

  @Override
  public void closed() {
    vehicleMetrics.closed();
  }
}
