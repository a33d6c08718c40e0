package io.obdio.socketio.cluster.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EventLoopGroupProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The clients of Lettuce with their settings, which share one event loop. */
final class RedisClients implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Commands besides those that wait, such as the requests for the number of servers. */
  private static final int MAX_QUESTIONS = 20_000;

  private static final Duration SHUTDOWN = Duration.ofSeconds(2);
  private static final Duration MIN_RECONNECT_DELAY = Duration.ofMillis(20);
  private static final Duration MAX_RECONNECT_DELAY = Duration.ofSeconds(2);

  /**
   * Probes that end a connection after 25 s without a response: one that only receives would not
   * notice otherwise that the host of Redis has disappeared.
   */
  private static final SocketOptions.KeepAliveOptions KEEP_ALIVE =
      SocketOptions.KeepAliveOptions.builder()
          .enable()
          .idle(Duration.ofSeconds(10))
          .interval(Duration.ofSeconds(5))
          .count(3)
          .build();

  private final RedisURI uri;
  private final ChannelLoop loop = new ChannelLoop();

  /** One event loop: what several connections receive at a time wakes one thread. */
  private final EventLoopGroupProvider loops = new DefaultEventLoopGroupProvider(1);

  private final ClientResources resources;
  private final RedisClient forCommands;
  private final RedisClient forReceiving;

  /**
   * Creates the clients.
   *
   * @param authorities trusted certificates in PEM format; null for those that Java trusts
   * @param maxQueued number of commands that may wait
   */
  RedisClients(RedisURI uri, @Nullable Path authorities, int maxQueued) {
    this.uri = uri;
    this.resources =
        DefaultClientResources.builder()
            .eventLoopGroupProvider(loops)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                Delay.equalJitter(
                    MIN_RECONNECT_DELAY, MAX_RECONNECT_DELAY, 2, TimeUnit.MILLISECONDS))
            .nettyCustomizer(loop)
            .build();
    ClientOptions options = options(authorities, maxQueued);
    this.forCommands = client(withoutQueue(options));
    this.forReceiving = client(options);
  }

  private RedisClient client(ClientOptions options) {
    RedisClient client = RedisClient.create(resources, uri);
    client.setOptions(options);
    return client;
  }

  /**
   * Reads a URI. A URI may have a password: the message of the exception does not repeat it.
   *
   * @throws IllegalArgumentException if the URI is invalid
   */
  static RedisURI address(String uri) {
    try {
      RedisURI address = RedisURI.create(uri);
      if (address.getHost() != null && !address.getHost().isEmpty()) {
        address.setTimeout(CONNECT_TIMEOUT);
        return address;
      }
    } catch (RuntimeException e) { // of several types
      throw new IllegalArgumentException(invalid());
    }
    throw new IllegalArgumentException(invalid());
  }

  private static String invalid() {
    return "the address of Redis is not a URI such as redis://user:password@host:6379/0";
  }

  private static ClientOptions options(@Nullable Path authorities, int maxQueued) {
    ClientOptions.Builder options =
        ClientOptions.builder()
            .requestQueueSize(maxQueued + MAX_QUESTIONS)
            // A message waits as long as Redis is not reachable; requests have timers of their own.
            .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .tcpNoDelay(true)
                    .keepAlive(KEEP_ALIVE)
                    .build());
    if (authorities != null) {
      options.sslOptions(SslOptions.builder().trustManager(authorities.toFile()).build());
    }
    return options.build();
  }

  /** Returns options by which {@link CommandConnection} alone keeps commands, in their order. */
  private static ClientOptions withoutQueue(ClientOptions options) {
    return options
        .mutate()
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(command -> true)
        .build();
  }

  RedisURI uri() {
    return uri;
  }

  /** Returns the client for commands. */
  RedisClient forCommands() {
    return forCommands;
  }

  /** Returns the client for blocking reads and for subscriptions. */
  RedisClient forReceiving() {
    return forReceiving;
  }

  /** Returns the event loop of all connections. */
  ChannelLoop loop() {
    return loop;
  }

  @Override
  public void close() {
    forReceiving.shutdown(Duration.ZERO, SHUTDOWN);
    forCommands.shutdown(Duration.ZERO, SHUTDOWN);
    var unusedResources = resources.shutdown(0, SHUTDOWN.toSeconds(), TimeUnit.SECONDS);
    var unusedLoops = loops.shutdown(0, SHUTDOWN.toSeconds(), TimeUnit.SECONDS);
  }
}
