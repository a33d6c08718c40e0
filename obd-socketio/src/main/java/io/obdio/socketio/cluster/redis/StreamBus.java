package io.obdio.socketio.cluster.redis;

import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.cluster.Envelope;
import io.obdio.socketio.cluster.EnvelopeCodec;
import io.obdio.socketio.cluster.MessageException;
import io.obdio.socketio.cluster.StreamNames;
import io.obdio.socketio.cluster.redis.Subscriptions.Kind;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.server.Adapter.SavedSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of {@code @socket.io/redis-streams-adapter}. Lasting messages are entries of a
 * stream, the others are published. Messages are received on the threads of Lettuce.
 */
final class StreamBus extends RedisBus {
  private static final Logger LOG = LoggerFactory.getLogger(StreamBus.class);

  private final StreamNames names;
  private final EnvelopeCodec codec;
  private final CommandConnection commands;
  private final StreamReader reader;
  private final StreamHistory history;
  private final AtomicLong gaps = new AtomicLong();
  private final XAddArgs trimmed;

  StreamBus(RedisLink link, ClusterOptions options, JsonCodec json) {
    super(link, options, json);
    this.names = new StreamNames(options);
    this.codec = new EnvelopeCodec(json);
    this.trimmed = new XAddArgs().maxlen(options.maxLength()).approximateTrimming();
    this.commands = link.commands();
    this.history = new StreamHistory(commands, names, codec);
    this.reader = new StreamReader(names.streams(), this::entry, link.readLoop(), this::lagging);
  }

  @Override
  CompletableFuture<@Nullable Void> start() {
    return link().openReading().thenCompose(this::read);
  }

  private CompletableFuture<@Nullable Void> read(
      StatefulRedisConnection<String, byte[]> connection) {
    return reader
        .start(connection)
        .whenComplete(
            (none, failure) -> {
              if (failure != null) {
                LOG.error("The streams cannot be read", failure);
              }
            });
  }

  @Override
  void subscribe(Member member) {
    for (String channel : channels(member)) {
      link().subscriptions().add(Kind.CHANNEL, channel, this::published);
    }
  }

  @Override
  void unsubscribe(Member member) {
    for (String channel : channels(member)) {
      link().subscriptions().remove(Kind.CHANNEL, channel);
    }
  }

  private List<String> channels(Member member) {
    return List.of(
        names.channel(member.namespace()), names.channel(member.namespace(), member.uid()));
  }

  // ---- receiving

  private void entry(StreamMessage<String, byte[]> entry) {
    Map<String, byte[]> fields = entry.getBody();
    byte[] namespace = fields.get(EnvelopeCodec.NAMESPACE);
    byte[] uid = fields.get(EnvelopeCodec.UID);
    if (namespace == null || uid == null) {
      ignored(names.options().streamName(), "entry " + entry.getId() + " has no namespace or uid");
      return;
    }
    Member member = member(new String(namespace, StandardCharsets.UTF_8));
    if (member == null || member.uid().equals(new String(uid, StandardCharsets.US_ASCII))) {
      return;
    }
    try {
      Envelope envelope = codec.entry(fields);
      if (envelope != null) {
        member.received(envelope, entry.getId());
      }
    } catch (MessageException e) {
      ignored(names.options().streamName(), "entry " + entry.getId() + ": " + e.getMessage());
    }
  }

  private void published(String channel, byte[] message) {
    if (RedisBus.isArray(message)) {
      return; // of a classic adapter or an emitter
    }
    try {
      Envelope envelope = codec.message(message);
      if (envelope != null) {
        received(envelope);
      }
    } catch (MessageException e) {
      ignored(channel, e.getMessage());
    }
  }

  private void lagging() {
    if (gaps.getAndIncrement() == 0) {
      LOG.warn(
          "This server reads more slowly than events arrive: some were removed from the stream"
              + " before they were read. Increase the length of the stream");
    }
  }

  // ---- sending

  @Override
  public CompletionStage<String> append(Envelope envelope) {
    Map<String, byte[]> fields;
    try {
      fields = codec.entry(envelope);
    } catch (JsonException e) {
      return CompletableFuture.failedFuture(e);
    }
    return commands.send(async -> async.xadd(names.stream(envelope.namespace()), trimmed, fields));
  }

  @Override
  public void publish(Envelope envelope, @Nullable String to) {
    byte[] message;
    try {
      message = codec.message(envelope);
    } catch (JsonException e) {
      LOG.warn("A message for other servers cannot be written: {}", e.getMessage());
      return;
    }
    String namespace = envelope.namespace();
    String channel = to == null ? names.channel(namespace) : names.channel(namespace, to);
    var unused = commands.send(async -> async.publish(channel, message));
  }

  @Override
  public CompletionStage<Integer> members(String namespace) {
    String channel = names.channel(namespace);
    return commands
        .ask(async -> async.pubsubNumsub(channel))
        .thenApply(counts -> counts.getOrDefault(channel, 0L).intValue());
  }

  // ---- recovery

  @Override
  public boolean recovers() {
    return true;
  }

  @Override
  public void save(SavedSession session, Duration keep) {
    history.save(session, keep);
  }

  @Override
  public CompletionStage<Optional<SavedSession>> take(
      String namespace, String privateId, String offset) {
    return history.take(namespace, privateId, offset);
  }

  @Override
  public CompletionStage<List<Entry>> after(String namespace, String offset) {
    return history.after(namespace, offset);
  }

  @Override
  long gaps() {
    return gaps.get();
  }

  @Override
  public void close() {
    reader.close();
    super.close();
  }
}
