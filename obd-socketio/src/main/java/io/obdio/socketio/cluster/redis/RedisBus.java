package io.obdio.socketio.cluster.redis;

import io.obdio.socketio.cluster.ClusterBus;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.cluster.Envelope;
import io.obdio.socketio.json.JsonCodec;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The members of a cluster at this server and what all protocols on Redis share. */
abstract class RedisBus implements ClusterBus {
  private final RedisLink link;
  private final Map<String, Member> members = new ConcurrentHashMap<>();
  private final IgnoredMessages ignored = new IgnoredMessages();
  private final OtherSenders others;

  RedisBus(RedisLink link, ClusterOptions options, JsonCodec json) {
    this.link = link;
    this.others = new OtherSenders(link, options, json, this::received, this::ignored);
    link.onDisconnected(() -> members.values().forEach(Member::disconnected));
  }

  final RedisLink link() {
    return link;
  }

  /** Begins to receive; the future completes when no message is missed any more. */
  CompletableFuture<@Nullable Void> start() {
    return CompletableFuture.completedFuture(null);
  }

  /** Subscribes to the channels of a member. */
  abstract void subscribe(Member member);

  /** Ends the subscriptions of {@link #subscribe}. */
  abstract void unsubscribe(Member member);

  @Override
  public final void join(Member member) {
    members.put(member.namespace(), member);
    subscribe(member);
    others.join(member);
  }

  @Override
  public final void leave(Member member) {
    if (members.remove(member.namespace(), member)) {
      unsubscribe(member);
      others.leave(member);
    }
  }

  /** Returns the member of a namespace at this server; null if there is none. */
  final @Nullable Member member(String namespace) {
    return members.get(namespace);
  }

  /** Passes a message on, unless this server sent it. */
  final void received(Envelope envelope) {
    Member member = members.get(envelope.namespace());
    if (member != null && !member.uid().equals(envelope.uid())) {
      member.received(envelope, null);
    }
  }

  /** Reports a message that could not be read. */
  final void ignored(String origin, @Nullable String reason) {
    ignored.report(origin, String.valueOf(reason));
  }

  /** Returns whether MessagePack begins with an array, as classic broadcasts do. */
  static boolean isArray(byte[] message) {
    return message.length > 0 && (message[0] & 0xF0) == 0x90;
  }

  @Override
  public final boolean isConnected() {
    return link.commands().isConnected();
  }

  @Override
  public final long dropped() {
    return link.commands().dropped();
  }

  /** Returns how often lasting messages were removed before they were read. */
  long gaps() {
    return 0;
  }

  @Override
  public void close() {
    link.close();
  }
}
