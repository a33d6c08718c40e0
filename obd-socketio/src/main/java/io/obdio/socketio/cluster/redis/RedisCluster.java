package io.obdio.socketio.cluster.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.obdio.socketio.cluster.ClusterAdapter;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.ServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server's membership in a cluster on Redis. Its adapters connect the server with Node servers
 * that use {@code @socket.io/redis-streams-adapter}, and with other servers of this kind.
 *
 * <pre>{@code
 * try (RedisCluster cluster = RedisCluster.connect("redis://127.0.0.1", ClusterOptions.defaults())) {
 *   SocketIoServer server = SocketIoServer.builder().adapter(cluster.adapters(null)).build();
 *   ...
 * }
 * }</pre>
 *
 * <p>While Redis is not reachable, the clients of this server are served and messages for others
 * wait, {@link ClusterOptions#maxQueued} at most. Safe for use by any thread.
 */
public final class RedisCluster implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration MAX_RECONNECT_DELAY = Duration.ofSeconds(2);

  private final ClusterOptions options;
  private final ClientResources resources;
  private final RedisClient client;
  private final RedisBus bus;

  private RedisCluster(
      ClusterOptions options, ClientResources resources, RedisClient client, RedisBus bus) {
    this.options = options;
    this.resources = resources;
    this.client = client;
    this.bus = bus;
  }

  /**
   * Connects to Redis.
   *
   * @param uri such as {@code redis://user:password@host:6379/0} or {@code rediss://host}
   * @throws IOException if Redis cannot be reached or refuses the connection
   * @throws IllegalArgumentException if the URI is invalid
   */
  public static RedisCluster connect(String uri, ClusterOptions options) throws IOException {
    return connect(uri, options, new JacksonJson());
  }

  /**
   * Connects to Redis, as {@link #connect(String, ClusterOptions)}.
   *
   * @param json the codec of events' arguments
   */
  public static RedisCluster connect(String uri, ClusterOptions options, JsonCodec json)
      throws IOException {
    RedisURI address = RedisURI.create(uri);
    ClientResources resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                Delay.equalJitter(
                    Duration.ofMillis(20), MAX_RECONNECT_DELAY, 2, TimeUnit.MILLISECONDS))
            .build();
    RedisClient client = RedisClient.create(resources, address);
    client.setOptions(
        ClientOptions.builder()
            .requestQueueSize(options.maxQueued())
            // A message waits as long as Redis is not reachable; requests have timers of their own.
            .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).tcpNoDelay(true).build())
            .build());
    try {
      return new RedisCluster(options, resources, client, RedisBus.open(client, options, json));
    } catch (RedisException e) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
      var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
      throw new IOException(
          "cannot connect to Redis at "
              + address.getHost()
              + ":"
              + address.getPort()
              + ": "
              + cause(e),
          e);
    }
  }

  private static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /**
   * Returns the factory of the adapters of a server.
   *
   * @param recovery the server's recovery; null if it has none
   */
  public Adapter.Factory adapters(ServerOptions.@Nullable Recovery recovery) {
    Duration keep = recovery == null ? null : recovery.maxDisconnection();
    return local -> new ClusterAdapter(local, bus, options.requestTimeout(), keep);
  }

  /** Returns whether Redis is reachable. */
  public boolean isConnected() {
    return bus.isConnected();
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
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
