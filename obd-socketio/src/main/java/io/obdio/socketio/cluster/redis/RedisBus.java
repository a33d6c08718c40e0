package io.obdio.socketio.cluster.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.obdio.socketio.cluster.ClusterBus;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.cluster.Envelope;
import io.obdio.socketio.cluster.MessageException;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The members of a cluster at this server and what all protocols on Redis share. */
abstract class RedisBus implements ClusterBus {
  private static final Logger LOG = LoggerFactory.getLogger(RedisBus.class);

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

  /** The encoding of a message of a channel. */
  interface Encoding {
    byte[] encode() throws JsonException;
  }

  /** The decoding of a message of a channel; null for one that is not for this server. */
  interface Decoding {
    @Nullable Envelope decode() throws MessageException;
  }

  /** A publication on a channel. */
  interface Publication
      extends BiFunction<RedisAsyncCommands<String, byte[]>, byte[], CompletionStage<Long>> {}

  /**
   * Sends a message on a channel, which is repeated until Redis has it.
   *
   * @return completes with an empty text: such messages have no offset
   */
  final CompletionStage<String> send(Encoding encoding, Publication publication) {
    byte[] message;
    try {
      message = encoding.encode();
    } catch (JsonException e) {
      LOG.warn("A message for other servers cannot be written: {}", e.getMessage());
      return CompletableFuture.failedFuture(e);
    }
    return link.commands()
        .send(async -> publication.apply(async, message))
        .thenApply(receivers -> "");
  }

  /** Passes a message of a channel on, or reports that it could not be read. */
  final void receive(String channel, Decoding decoding) {
    try {
      Envelope envelope = decoding.decode();
      if (envelope != null) {
        received(envelope);
      }
    } catch (MessageException e) {
      ignored(channel, e.getMessage());
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
