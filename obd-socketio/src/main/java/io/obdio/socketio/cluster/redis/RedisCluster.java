package io.obdio.socketio.cluster.redis;

import io.lettuce.core.RedisURI;
import io.obdio.socketio.cluster.ClusterAdapter;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A server's membership in a cluster on Redis. Its adapters connect the server with Node servers,
 * by the protocol that {@link ClusterOptions#protocol} names, and with other servers of this kind.
 *
 * <pre>{@code
 * try (RedisCluster cluster = RedisCluster.open("redis://127.0.0.1", ClusterOptions.defaults())) {
 *   SocketIoServer server = SocketIoServer.builder().adapter(cluster.adapters(null)).build();
 *   ...
 * }
 * }</pre>
 *
 * <p>While Redis is not reachable, the clients of this server are served and messages for others
 * wait, {@link ClusterOptions#maxQueued} at most. Safe for use by any thread.
 */
public final class RedisCluster implements AutoCloseable {
  private static final long CONNECT_SECONDS = 10;

  private final ClusterOptions options;
  private final RedisClients clients;
  private final RedisLink link;
  private final RedisBus bus;
  private final CompletableFuture<?> ready;

  private RedisCluster(RedisClients clients, ClusterOptions options, JsonCodec json) {
    this.options = options;
    this.clients = clients;
    this.link = new RedisLink(clients, options.maxQueued());
    this.bus =
        switch (options.protocol()) {
          case STREAMS -> new StreamBus(link, options, json);
          case SHARDED -> new ShardedBus(link, options, json);
          case CLASSIC -> new ClassicBus(link, options, json);
        };
    this.ready = CompletableFuture.allOf(link.open(), bus.start());
  }

  /**
   * Joins a cluster. Returns at once: the connection to Redis is opened in the background, and
   * attempts are repeated until one succeeds.
   *
   * @param uri such as {@code redis://user:password@host:6379/0} or {@code rediss://host}
   * @throws IllegalArgumentException if the URI is invalid
   */
  public static RedisCluster open(String uri, ClusterOptions options) {
    return open(uri, null, options, new JacksonJson());
  }

  /**
   * Joins a cluster, as {@link #open(String, ClusterOptions)}.
   *
   * @param authorities file with the certificates in PEM format that are trusted with {@code
   *     rediss://}; null for those that Java trusts
   * @param json the codec of events' arguments
   */
  public static RedisCluster open(
      String uri, @Nullable Path authorities, ClusterOptions options, JsonCodec json) {
    RedisURI address = RedisClients.address(uri);
    return new RedisCluster(
        new RedisClients(address, authorities, options.maxQueued()), options, json);
  }

  /**
   * Joins a cluster and waits until the server is a member.
   *
   * @param uri as for {@link #open(String, ClusterOptions)}
   * @throws IOException if Redis cannot be reached or refuses the connection
   * @throws IllegalArgumentException if the URI is invalid
   */
  public static RedisCluster connect(String uri, ClusterOptions options) throws IOException {
    RedisCluster cluster = open(uri, options);
    Throwable failure;
    try {
      CompletableFuture.anyOf(cluster.ready, cluster.link.firstFailure())
          .get(CONNECT_SECONDS, TimeUnit.SECONDS);
      return cluster;
    } catch (ExecutionException e) {
      failure = e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException e) {
      failure = new TimeoutException("no answer within " + CONNECT_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    }
    cluster.close();
    RedisURI address = RedisClients.address(uri);
    throw new IOException(
        "cannot connect to Redis at "
            + address.getHost()
            + ":"
            + address.getPort()
            + ": "
            + failure.getMessage(),
        failure);
  }

  /**
   * Returns the factory of the adapters of a server.
   *
   * @param recovery the server's recovery; null if it has none
   * @throws IllegalArgumentException if the protocol has no recovery
   */
  public Adapter.Factory adapters(ServerOptions.@Nullable Recovery recovery) {
    if (recovery != null && !bus.recovers()) {
      throw new IllegalArgumentException(
          "recovery needs the protocol streams, not " + options.protocol().word());
    }
    Duration keep = recovery == null ? null : recovery.maxDisconnection();
    return local -> new ClusterAdapter(local, bus, options.requestTimeout(), keep);
  }

  /** Returns the state of the connection to Redis. */
  public RedisState state() {
    return link.state();
  }

  /** Returns whether Redis is reachable. */
  public boolean isConnected() {
    return bus.isConnected();
  }

  /** Returns the number of messages for other servers that wait for Redis. */
  public int queued() {
    return link.commands().waiting();
  }

  /** Returns the number of messages for other servers that were dropped. */
  public long dropped() {
    return bus.dropped();
  }

  /**
   * Returns how often events of other servers were lost, because they were removed from the stream
   * before this server had read them.
   */
  public long gaps() {
    return bus.gaps();
  }

  /** Ends the connections; the server must be closed before. */
  @Override
  public void close() {
    bus.close();
    clients.close();
  }
}
