package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.metrics.ClusterFigures;
import io.obdio.socketio.metrics.Metrics;
import io.obdio.socketio.metrics.UplinkFigures;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.vehicle.sleep.VehicleSleep;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The metrics as flags. */
final class MetricsFlags implements ServeFeature {

  @Option(
      names = "--metrics",
      negatable = true,
      description = "Serve metrics for Prometheus at /metrics. Default: off.")
  boolean enabled;

  private Supplier<@Nullable VehicleSleep> sleep = () -> null;
  private Supplier<@Nullable ClusterFigures> cluster = () -> null;
  private Supplier<@Nullable UplinkFigures> uplink = () -> null;

  /** Sets the sources that are added before the metrics: sleep and guard, cluster, uplink. */
  MetricsFlags with(
      Supplier<@Nullable VehicleSleep> sleepSource,
      Supplier<@Nullable ClusterFigures> clusterSource,
      Supplier<@Nullable UplinkFigures> uplinkSource) {
    sleep = sleepSource;
    cluster = clusterSource;
    uplink = uplinkSource;
    return this;
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    if (!enabled) {
      return;
    }
    String version = Main.class.getPackage().getImplementationVersion();
    try {
      Metrics metrics =
          new Metrics(
              io.access(),
              io.vehicle(),
              io.hub(),
              commands,
              () -> io.server().stats(),
              sleep.get(),
              cluster.get(),
              uplink.get(),
              version == null ? "0" : version);
      io.addFace(metrics, metrics, () -> {});
    } catch (NoClassDefFoundError e) {
      throw new UserError(
          "--metrics needs the artifacts io.prometheus:prometheus-metrics-core and"
              + " io.prometheus:prometheus-metrics-exposition-textformats on the class path");
    }
  }
}
