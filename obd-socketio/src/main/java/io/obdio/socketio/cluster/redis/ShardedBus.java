package io.obdio.socketio.cluster.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.cluster.Envelope;
import io.obdio.socketio.cluster.EnvelopeCodec;
import io.obdio.socketio.cluster.StreamNames;
import io.obdio.socketio.cluster.redis.Subscriptions.Kind;
import io.obdio.socketio.json.JsonCodec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the sharded adapter of {@code @socket.io/redis-adapter}, in its subscription mode
 * {@code dynamic}: each room has a channel, to which only the servers with clients in it listen.
 * Nothing is kept: what is sent while a server is not connected, it does not receive.
 */
final class ShardedBus extends RedisBus {
  /** The length by which Node recognises the id of a socket, which has no channel. */
  private static final int SOCKET_ID_LENGTH = 20;

  private final StreamNames names;
  private final EnvelopeCodec codec;
  private final CommandConnection commands;
  private final Subscriptions subscriptions;

  /** The channels of rooms to which this server listens. */
  @GuardedBy("this")
  private final Set<String> rooms = new HashSet<>();

  ShardedBus(RedisLink link, ClusterOptions options, JsonCodec json) {
    super(link, options, json);
    this.names = new StreamNames(options);
    this.codec = new EnvelopeCodec(json);
    this.commands = link.commands();
    this.subscriptions = link.subscriptions();
  }

  @Override
  void subscribe(Member member) {
    channels(member).forEach(channel -> subscriptions.add(Kind.SHARD, channel, this::published));
  }

  @Override
  void unsubscribe(Member member) {
    channels(member).forEach(channel -> subscriptions.remove(Kind.SHARD, channel));
    String start = names.channel(member.namespace());
    synchronized (this) {
      rooms.removeIf(
          channel -> {
            boolean own = channel.startsWith(start);
            if (own) {
              subscriptions.remove(Kind.SHARD, channel);
            }
            return own;
          });
    }
  }

  private List<String> channels(Member member) {
    return List.of(
        names.channel(member.namespace()), names.channel(member.namespace(), member.uid()));
  }

  /** Compares the subscription with the room, because calls may arrive in any order. */
  @Override
  public synchronized void roomChanged(Member member, String room) {
    String channel = names.channel(member.namespace(), room);
    boolean needed = member.hasRoom(room);
    if (needed && rooms.add(channel)) {
      subscriptions.add(Kind.SHARD, channel, this::published);
    } else if (!needed && rooms.remove(channel)) {
      subscriptions.remove(Kind.SHARD, channel);
    }
  }

  private void published(String channel, byte[] message) {
    receive(channel, () -> codec.message(message));
  }

  @Override
  public CompletionStage<String> append(Envelope envelope) {
    return send(envelope, channel(envelope));
  }

  /** Returns the channel of the room, if a broadcast has exactly one. */
  private String channel(Envelope envelope) {
    String namespace = envelope.namespace();
    if (envelope.message() instanceof Broadcast broadcast && broadcast.to().rooms().size() == 1) {
      String room = broadcast.to().rooms().iterator().next();
      if (room.length() != SOCKET_ID_LENGTH) {
        return names.channel(namespace, room);
      }
    }
    return names.channel(namespace);
  }

  @Override
  public void publish(Envelope envelope, @Nullable String to) {
    String namespace = envelope.namespace();
    var unused =
        send(envelope, to == null ? names.channel(namespace) : names.channel(namespace, to));
  }

  private CompletionStage<String> send(Envelope envelope, String channel) {
    return send(
        () -> codec.shardedMessage(envelope), (async, message) -> async.spublish(channel, message));
  }

  @Override
  public CompletionStage<Integer> members(String namespace) {
    String channel = names.channel(namespace);
    return commands
        .ask(async -> async.pubsubShardNumsub(channel))
        .thenApply(counts -> counts.getOrDefault(channel, 0L).intValue());
  }
}
