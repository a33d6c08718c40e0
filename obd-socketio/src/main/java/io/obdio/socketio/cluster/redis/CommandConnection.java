package io.obdio.socketio.cluster.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection for commands. While Redis is not reachable, at most so many commands wait as the
 * options allow; further ones are dropped and counted. Safe for use by any thread.
 */
final class CommandConnection {
  private static final Logger LOG = LoggerFactory.getLogger(CommandConnection.class);

  /** A command whose result is a value in the future. */
  interface Command<T> extends Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> {}

  /** The connection with its flushes, once it was opened. */
  private record Open(StatefulRedisConnection<String, byte[]> connection, FlushGroup flushes) {
    <T> CompletionStage<T> send(Command<T> command) {
      CompletionStage<T> result = command.apply(connection.async());
      flushes.flush();
      return result;
    }
  }

  private final int maxWaiting;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private volatile @Nullable Open open;
  private volatile boolean connected;

  /** Commands from before the first connection. */
  @GuardedBy("this")
  private final Deque<Consumer<Open>> early = new ArrayDeque<>();

  CommandConnection(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  /**
   * Sets the connection and sends what waited for it.
   *
   * @param flusher one thread, which flushes
   */
  void opened(
      StatefulRedisConnection<String, byte[]> connection, ScheduledExecutorService flusher) {
    Open now = new Open(connection, new FlushGroup(connection, flusher));
    synchronized (this) { // what comes meanwhile waits: the order is kept
      early.forEach(command -> command.accept(now));
      early.clear();
      open = now;
      connected = true;
    }
  }

  /** Changes the state of the connection; what waited is sent when it returns. */
  void connected(boolean now) {
    connected = now;
    Open current = open;
    if (now && current != null) {
      current.flushes.flush();
    }
  }

  boolean isConnected() {
    return connected;
  }

  /** Sends a command; it waits while Redis is not reachable, and is counted if it is dropped. */
  <T> CompletionStage<T> send(Command<T> command) {
    CompletionStage<T> result;
    waiting.incrementAndGet();
    try {
      result = sendOrKeep(command);
    } catch (RuntimeException e) { // the queue is full
      waiting.decrementAndGet();
      drop(e);
      return CompletableFuture.failedFuture(e);
    }
    return result.whenComplete(
        (value, failure) -> {
          waiting.decrementAndGet();
          if (failure != null) {
            drop(failure);
          }
        });
  }

  private <T> CompletionStage<T> sendOrKeep(Command<T> command) {
    Open now = open;
    if (now != null) {
      return now.send(command);
    }
    synchronized (this) {
      now = open;
      return now == null ? keep(command) : now.send(command);
    }
  }

  @GuardedBy("this")
  private <T> CompletionStage<T> keep(Command<T> command) {
    if (early.size() >= maxWaiting) {
      throw new IllegalStateException(maxWaiting + " messages wait for Redis already");
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    early.add(opened -> forward(command, opened, result));
    return result;
  }

  private static <T> void forward(Command<T> command, Open now, CompletableFuture<T> result) {
    try {
      var unused =
          now.send(command)
              .whenComplete(
                  (value, failure) -> {
                    if (failure == null) {
                      result.complete(value);
                    } else {
                      result.completeExceptionally(failure);
                    }
                  });
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  /** Sends a command whose answer is of use only now; fails if Redis is not reachable. */
  <T> CompletionStage<T> ask(Command<T> command) {
    Open now = open;
    if (now == null || !connected) {
      return CompletableFuture.failedFuture(new IllegalStateException("Redis is not reachable"));
    }
    try {
      return now.send(command);
    } catch (RuntimeException e) { // the queue is full
      return CompletableFuture.failedFuture(e);
    }
  }

  private void drop(Throwable failure) {
    if (dropped.getAndIncrement() == 0) {
      LOG.warn("Messages for other servers are dropped: {}", failure.getMessage());
    }
  }

  /** Returns the number of commands that Redis has not answered. */
  int waiting() {
    return waiting.get();
  }

  /** Returns the number of commands that were dropped. */
  long dropped() {
    return dropped.get();
  }
}
