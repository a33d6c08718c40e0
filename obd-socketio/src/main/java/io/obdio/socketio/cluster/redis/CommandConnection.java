package io.obdio.socketio.cluster.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection for commands, with those that Redis has not answered. They are sent again, in
 * their order, when a lost connection returns, so that none is lost; one that Redis was processing
 * is carried out twice. Lettuce is configured to keep no commands itself. At most so many wait as
 * the options allow; further ones are dropped and counted. Safe for use by any thread.
 */
final class CommandConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandConnection.class);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** A command whose result is a value in the future. */
  interface Command<T> extends Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> {

    /** Returns whether the command is sent again after Redis has refused it. */
    default boolean isRepeated(Throwable refusal) {
      return false;
    }
  }

  /** The connection with its flushes, once it was opened. */
  private record Open(
      StatefulRedisConnection<String, byte[]> connection, FlushGroup flushes, ChannelLoop loop) {
    <T> CompletionStage<T> send(Command<T> command) {
      CompletionStage<T> result = command.apply(connection.async());
      flushes.flush();
      return result;
    }
  }

  /** A command that Redis has not answered. */
  private static final class Pending<T> {
    private final Command<T> command;

    /** The number of messages that it sends. */
    private final int messages;

    private final CompletableFuture<T> result = new CompletableFuture<>();

    /** The connection in which it was sent; 0 if it must be sent. */
    private int sentIn;

    Pending(Command<T> command, int messages) {
      this.command = command;
      this.messages = messages;
    }
  }

  private final int maxWaiting;
  private final AtomicLong dropped = new AtomicLong();
  private volatile @Nullable Open open;
  private volatile boolean connected;

  @GuardedBy("this")
  private final Deque<Pending<?>> unanswered = new ArrayDeque<>();

  /** The number of messages that Redis has not answered, or that are not sent yet. */
  @GuardedBy("this")
  private int waiting;

  /** Whether commands that Redis could not carry out are sent again soon; others wait for them. */
  @GuardedBy("this")
  private boolean retrying;

  @GuardedBy("this")
  private boolean closed;

  /** The number of the connection, from 1 on. */
  @GuardedBy("this")
  private int current = 1;

  CommandConnection(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  /** Sets the connection and sends what waited for it. */
  synchronized void opened(StatefulRedisConnection<String, byte[]> connection, ChannelLoop loop) {
    open = new Open(connection, new FlushGroup(connection, loop), loop);
    connected = true;
    transmitAll();
  }

  /** Changes the state of the connection; what was not answered is sent when it returns. */
  synchronized void connected(boolean now) {
    connected = now;
    if (now) {
      current++;
      retrying = false;
      unanswered.forEach(pending -> pending.sentIn = 0);
      transmitAll();
    }
  }

  boolean isConnected() {
    return connected;
  }

  /** Sends a command; it waits while Redis is not reachable, and is counted if it is dropped. */
  <T> CompletionStage<T> send(Command<T> command) {
    Throwable full = reserve();
    return full == null ? sendReserved(1, command) : CompletableFuture.failedFuture(full);
  }

  /**
   * Reserves room for a message that is sent later.
   *
   * @return null, or the failure: there is no room, and the message is counted as dropped, or the
   *     cluster was left
   */
  @Nullable Throwable reserve() {
    synchronized (this) {
      if (closed) {
        return left();
      }
      if (waiting < maxWaiting) {
        waiting++;
        return null;
      }
    }
    Throwable full = new IllegalStateException(maxWaiting + " messages wait for Redis already");
    drop(full, 1);
    return full;
  }

  /**
   * Sends a command for messages that were counted by {@link #reserve}.
   *
   * @param messages their number
   */
  <T> CompletionStage<T> sendReserved(int messages, Command<T> command) {
    Pending<T> pending = new Pending<>(command, messages);
    synchronized (this) { // commands are sent in the order of the queue
      if (closed) {
        return CompletableFuture.failedFuture(left());
      }
      unanswered.add(pending);
      if (!retrying) {
        transmit(pending);
      }
    }
    return pending.result;
  }

  @GuardedBy("this")
  private void transmitAll() {
    for (Pending<?> pending : unanswered) {
      if (pending.sentIn == 0) {
        transmit(pending);
      }
    }
  }

  @GuardedBy("this")
  private <T> void transmit(Pending<T> pending) {
    Open to = open;
    if (!connected || to == null) {
      return;
    }
    int connection = current;
    pending.sentIn = connection;
    CompletionStage<T> answer;
    try {
      answer = to.send(pending.command);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    var unused =
        answer.whenComplete((value, failure) -> answered(pending, connection, value, failure));
  }

  private <T> void answered(
      Pending<T> pending, int connection, T value, @Nullable Throwable reported) {
    Throwable failure = reported instanceof CompletionException e ? e.getCause() : reported;
    boolean refused =
        failure instanceof RedisCommandExecutionException
            && !isTemporary(failure)
            && !pending.command.isRepeated(failure);
    synchronized (this) {
      if (failure != null && !refused) {
        again(pending, connection);
        return;
      }
      boolean waited = unanswered.peekFirst() == pending;
      if (waited) {
        unanswered.removeFirst();
      } else {
        waited = unanswered.remove(pending);
      }
      if (waited) {
        waiting -= pending.messages;
      }
    }
    if (failure == null) {
      pending.result.complete(value);
    } else {
      drop(failure, pending.messages);
      pending.result.completeExceptionally(failure);
    }
  }

  /**
   * Returns whether Redis carries out the command later: it starts, changes its role, or runs a
   * script. Redis 6 names the reason after the script in which a command failed.
   */
  private static boolean isTemporary(Throwable failure) {
    return failure instanceof RedisLoadingException
        || failure instanceof RedisReadOnlyException
        || failure instanceof RedisBusyException
        || String.valueOf(failure.getMessage()).contains("-READONLY ");
  }

  /** Sends a command again when the connection returns, or soon if it was not lost. */
  @GuardedBy("this")
  private void again(Pending<?> pending, int connection) {
    if (pending.sentIn != connection) {
      return; // sent again already
    }
    pending.sentIn = 0;
    Open to = open;
    if (connected && to != null && !retrying) {
      retrying = to.loop().schedule(this::retry, RETRY_NANOS);
    }
  }

  private synchronized void retry() {
    retrying = false;
    transmitAll();
  }

  /** Sends a command whose answer is of use only now; fails if Redis is not reachable. */
  <T> CompletionStage<T> ask(Command<T> command) {
    Open now = open;
    if (now == null || !connected) {
      return CompletableFuture.failedFuture(new IllegalStateException("Redis is not reachable"));
    }
    try {
      return now.send(command);
    } catch (RuntimeException e) { // the connection was lost, or the queue of Lettuce is full
      return CompletableFuture.failedFuture(e);
    }
  }

  private void drop(Throwable failure, int messages) {
    if (dropped.getAndAdd(messages) == 0) {
      LOG.warn("Messages for other servers are dropped: {}", failure.getMessage());
    }
  }

  /** Returns the number of messages that Redis has not answered. */
  synchronized int waiting() {
    return waiting;
  }

  /** Returns the number of messages that were dropped. */
  long dropped() {
    return dropped.get();
  }

  /** Ends the commands that wait. */
  @Override
  public void close() {
    List<Pending<?>> ended;
    synchronized (this) {
      connected = false;
      closed = true;
      ended = new ArrayList<>(unanswered);
      unanswered.clear();
      waiting = 0;
    }
    ended.forEach(pending -> pending.result.completeExceptionally(left()));
  }

  private static Throwable left() {
    return new IllegalStateException("the cluster was left");
  }
}
