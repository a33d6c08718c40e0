package io.obdio.socketio.cluster.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The settings of Lettuce. */
final class RedisClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration MIN_RECONNECT_DELAY = Duration.ofMillis(20);
  private static final Duration MAX_RECONNECT_DELAY = Duration.ofSeconds(2);

  private RedisClients() {}

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

  /**
   * Creates a client.
   *
   * @param authorities trusted certificates in PEM format; null for those that Java trusts
   * @param maxQueued number of commands that may wait
   */
  static RedisClient create(RedisURI address, @Nullable Path authorities, int maxQueued) {
    ClientOptions.Builder options =
        ClientOptions.builder()
            .requestQueueSize(maxQueued)
            // A message waits as long as Redis is not reachable; requests have timers of their own.
            .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).tcpNoDelay(true).build());
    if (authorities != null) {
      options.sslOptions(SslOptions.builder().trustManager(authorities.toFile()).build());
    }
    ClientResources resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                Delay.equalJitter(
                    MIN_RECONNECT_DELAY, MAX_RECONNECT_DELAY, 2, TimeUnit.MILLISECONDS))
            .build();
    RedisClient client = RedisClient.create(resources, address);
    client.setOptions(options.build());
    return client;
  }
}
