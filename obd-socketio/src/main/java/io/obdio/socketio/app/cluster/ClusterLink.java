package io.obdio.socketio.app.cluster;

import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.cluster.redis.RedisCluster;
import io.obdio.socketio.cluster.redis.RedisState;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.metrics.ClusterFigures;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.ServerOptions.Recovery;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The membership of the program's server in a cluster. Loaded only if a cluster is configured. */
public final class ClusterLink implements ClusterFigures, AutoCloseable {
  private final RedisCluster cluster;
  private final Adapter.Factory adapters;

  private ClusterLink(RedisCluster cluster, Adapter.Factory adapters) {
    this.cluster = cluster;
    this.adapters = adapters;
  }

  static ClusterLink open(
      String uri, @Nullable Path authorities, ClusterOptions options, @Nullable Recovery recovery) {
    RedisCluster cluster = RedisCluster.open(uri, authorities, options, new JacksonJson());
    try {
      return new ClusterLink(cluster, cluster.adapters(recovery));
    } catch (IllegalArgumentException e) {
      cluster.close();
      throw e;
    }
  }

  /** Makes a server that is not created yet a member. */
  void addTo(ObdIo io) {
    io.parts()
        .onCreate(builder -> builder.adapter(adapters()))
        .degradedIf(this::problem)
        .onClosed(this::close);
  }

  /** Returns the factory of the server's adapters. */
  public Adapter.Factory adapters() {
    return adapters;
  }

  /** Returns why the other servers are not reachable, for {@code /health}; empty if they are. */
  public Optional<String> problem() {
    RedisState state = cluster.state();
    return state == RedisState.CONNECTED
        ? Optional.empty()
        : Optional.of("cluster: " + state.problem());
  }

  @Override
  public boolean isConnected() {
    return cluster.isConnected();
  }

  @Override
  public long queued() {
    return cluster.queued();
  }

  @Override
  public long dropped() {
    return cluster.dropped();
  }

  @Override
  public long gaps() {
    return cluster.gaps();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
