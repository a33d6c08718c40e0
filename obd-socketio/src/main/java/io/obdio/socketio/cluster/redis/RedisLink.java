package io.obdio.socketio.cluster.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one Redis: for commands, for subscriptions, and for the blocking read of
 * streams. They are opened in the background, and opened again when they are lost. Safe for use by
 * any thread.
 */
final class RedisLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

  /** Keys and names are texts in UTF-8, values are bytes. */
  static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private static final ThreadFactory DAEMON =
      task -> {
        Thread thread = new Thread(task, "obdio-cluster");
        thread.setDaemon(true);
        return thread;
      };

  private final RedisURI uri;
  private final RedisClients clients;
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, DAEMON);
  private final CommandConnection commands;
  private final Subscriptions subscriptions = new Subscriptions();
  private final List<Runnable> onDisconnected = new CopyOnWriteArrayList<>();
  private final ConnectionOpener<StatefulRedisConnection<String, byte[]>> commandOpener;
  private final ConnectionOpener<StatefulRedisPubSubConnection<String, byte[]>> channelOpener;
  private final ConnectionOpener<StatefulRedisConnection<String, byte[]>> readOpener;
  private final CompletableFuture<@Nullable Void> firstFailure = new CompletableFuture<>();
  private volatile RedisState state = RedisState.UNREACHABLE;
  private volatile boolean closed;

  /**
   * Creates a link; {@link #open} opens the connections.
   *
   * @param maxWaiting number of commands that may wait
   */
  RedisLink(RedisClients clients, int maxWaiting) {
    this.clients = clients;
    this.uri = clients.uri();
    this.commands = new CommandConnection(maxWaiting);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // closed
    this.commandOpener =
        new ConnectionOpener<>(
            () -> clients.forCommands().connectAsync(CODEC, uri), timer, this::failed);
    this.channelOpener =
        new ConnectionOpener<>(
            () -> clients.forReceiving().connectPubSubAsync(CODEC, uri), timer, this::failed);
    this.readOpener =
        new ConnectionOpener<>(
            () -> clients.forReceiving().connectAsync(CODEC, uri), timer, this::failed);
  }

  /** Begins to open the connections; the future completes when both are open. */
  CompletableFuture<@Nullable Void> open() {
    CompletableFuture<Void> first =
        commandOpener
            .open()
            .thenAccept(
                connection -> {
                  connection.addListener(new StateListener());
                  commands.opened(connection, clients.loop());
                  reachable();
                });
    CompletableFuture<Void> second = channelOpener.open().thenAccept(subscriptions::opened);
    return CompletableFuture.allOf(first, second);
  }

  /** Opens one more connection, for blocking reads. */
  CompletableFuture<StatefulRedisConnection<String, byte[]>> openReading() {
    return readOpener.open();
  }

  /** Returns a future that fails with the reason when an attempt to connect fails. */
  CompletableFuture<@Nullable Void> firstFailure() {
    return firstFailure;
  }

  CommandConnection commands() {
    return commands;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Returns the event loop of all connections. */
  ChannelLoop loop() {
    return clients.loop();
  }

  /** Returns the thread of timers. */
  ScheduledExecutorService timer() {
    return timer;
  }

  /** Adds a task that runs when Redis is not reachable any more. */
  void onDisconnected(Runnable task) {
    onDisconnected.add(task);
  }

  /** Returns the state of the connection for commands. */
  RedisState state() {
    return state;
  }

  private void reachable() {
    state = RedisState.CONNECTED;
    LOG.info("Redis at {}:{} is reachable", uri.getHost(), uri.getPort());
  }

  private void failed(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    state =
        cause instanceof RedisCommandExecutionException
            ? RedisState.REFUSED
            : RedisState.UNREACHABLE;
    if (firstFailure.completeExceptionally(cause) && !closed) {
      LOG.warn(
          "Redis at {}:{} cannot be used yet, messages for other servers wait: {}",
          uri.getHost(),
          uri.getPort(),
          cause.getMessage());
    }
  }

  private final class StateListener implements RedisConnectionStateListener {
    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress peer) {
      commands.connected(true);
      reachable();
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      state = RedisState.UNREACHABLE;
      commands.connected(false);
      if (!closed) {
        LOG.warn(
            "Redis at {}:{} is not reachable; messages for other servers wait",
            uri.getHost(),
            uri.getPort());
      }
      onDisconnected.forEach(Runnable::run);
    }
  }

  @Override
  public void close() {
    closed = true;
    commands.close();
    readOpener.close();
    channelOpener.close();
    commandOpener.close();
    timer.shutdownNow();
  }
}
