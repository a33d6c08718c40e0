package io.obdio.socketio.cluster.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels to which this server listens, each with its receiver. All are subscribed to again
 * when Redis returns. Receivers run on a thread of the connection. Safe for use by any thread.
 */
final class Subscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  /** A receiver of the messages of a channel; must not block. */
  interface Receiver {
    void message(String channel, byte[] message);
  }

  /** The kinds of subscriptions that Redis has. */
  enum Kind {
    /** {@code SUBSCRIBE}. */
    CHANNEL,
    /** {@code PSUBSCRIBE}. */
    PATTERN,
    /** {@code SSUBSCRIBE}. */
    SHARD
  }

  private record Name(Kind kind, String text) {}

  private final Map<Name, Receiver> receivers = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private @Nullable StatefulRedisPubSubConnection<String, byte[]> connection;

  /** Adds a receiver. */
  synchronized void add(Kind kind, String text, Receiver receiver) {
    Name name = new Name(kind, text);
    receivers.put(name, receiver);
    if (connection != null && connection.isOpen()) {
      change(name, true);
    }
  }

  /** Removes a receiver. */
  synchronized void remove(Kind kind, String text) {
    Name name = new Name(kind, text);
    receivers.remove(name);
    if (connection != null && connection.isOpen()) {
      change(name, false);
    }
  }

  /** Sets the connection and subscribes to all channels. */
  void opened(StatefulRedisPubSubConnection<String, byte[]> opened) {
    opened.addListener(new Listener());
    opened.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress peer) {
            subscribeAll();
          }
        });
    synchronized (this) {
      connection = opened;
    }
    subscribeAll();
  }

  private synchronized void subscribeAll() {
    receivers.keySet().forEach(name -> change(name, true));
  }

  @GuardedBy("this")
  private void change(Name name, boolean add) {
    if (connection == null) {
      return;
    }
    RedisPubSubAsyncCommands<String, byte[]> async = connection.async();
    String text = name.text();
    try {
      CompletionStage<Void> change =
          switch (name.kind()) {
            case CHANNEL -> add ? async.subscribe(text) : async.unsubscribe(text);
            case PATTERN -> add ? async.psubscribe(text) : async.punsubscribe(text);
            case SHARD -> add ? async.ssubscribe(text) : async.sunsubscribe(text);
          };
      var unused = change.whenComplete((none, failure) -> reportFailure(name, failure));
    } catch (RedisException e) { // the queue is full: repeated when Redis returns
      reportFailure(name, e);
    }
  }

  private static void reportFailure(Name name, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.debug("Subscribing to {} failed: {}", name.text(), failure.getMessage());
    }
  }

  /** Delivers a message; a channel without receiver was removed while Redis was not reachable. */
  private void deliver(Kind kind, String text, String channel, byte[] message) {
    Name name = new Name(kind, text);
    Receiver receiver = receivers.get(name);
    if (receiver == null) {
      synchronized (this) {
        if (!receivers.containsKey(name)) {
          change(name, false);
        }
      }
      return;
    }
    try {
      receiver.message(channel, message);
    } catch (RuntimeException e) { // a listener of the program; the subscription must survive
      LOG.warn("A message of {} could not be processed", channel, e);
    }
  }

  private final class Listener implements RedisPubSubListener<String, byte[]> {
    @Override
    public void message(String channel, byte[] message) {
      deliver(Kind.CHANNEL, channel, channel, message);
    }

    @Override
    public void message(String pattern, String channel, byte[] message) {
      deliver(Kind.PATTERN, pattern, channel, message);
    }

    @Override
    public void smessage(String channel, byte[] message) {
      deliver(Kind.SHARD, channel, channel, message);
    }

    @Override
    public void subscribed(String channel, long count) {
      LOG.trace("Subscribed to {}", channel);
    }

    @Override
    public void psubscribed(String pattern, long count) {
      LOG.trace("Subscribed to {}", pattern);
    }

    @Override
    public void unsubscribed(String channel, long count) {
      LOG.trace("Unsubscribed from {}", channel);
    }

    @Override
    public void punsubscribed(String pattern, long count) {
      LOG.trace("Unsubscribed from {}", pattern);
    }
  }
}
