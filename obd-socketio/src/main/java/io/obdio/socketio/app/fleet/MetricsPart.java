package io.obdio.socketio.app.fleet;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.fleet.Fleet;
import io.obdio.socketio.fleet.FleetStats;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.metrics.ClusterFigures;
import io.obdio.socketio.metrics.FleetFigures;
import io.obdio.socketio.metrics.FleetMetrics;
import io.obdio.socketio.server.ServerStats;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The metrics of a node. */
final class MetricsPart implements FleetPart {

  private final Access access;
  private final Fleet fleet;
  private final Supplier<@Nullable ClusterFigures> cluster;

  /**
   * Creates the part.
   *
   * @param cluster returns the numbers of the cluster, if there is one, when the server is built
   */
  MetricsPart(Access access, Fleet fleet, Supplier<@Nullable ClusterFigures> cluster) {
    this.access = access;
    this.fleet = fleet;
    this.cluster = cluster;
  }

  @Override
  public List<RequestHandler> handlers(Supplier<ServerStats> stats) {
    String version = MetricsPart.class.getPackage().getImplementationVersion();
    try {
      return List.of(
          new FleetMetrics(
              access, stats, this::figures, cluster.get(), version == null ? "0" : version));
    } catch (NoClassDefFoundError e) {
      throw new UserError(
          "--metrics needs the artifacts io.prometheus:prometheus-metrics-core and"
              + " io.prometheus:prometheus-metrics-exposition-textformats on the class path");
    }
  }

  private FleetFigures figures() {
    FleetStats now = fleet.stats();
    return new FleetFigures(
        now.vehicles(),
        now.signals(),
        now.batches(),
        now.samples(),
        now.duplicates(),
        now.states(),
        now.acknowledgements(),
        now.invalid(),
        now.dropped(),
        now.refused(),
        now.expired(),
        now.replaced(),
        now.queued(),
        now.sink().pending(),
        fleet.isConnected(),
        now.sink().failure().isEmpty());
  }
}
