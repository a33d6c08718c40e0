package io.obdio.socketio.cluster.redis;

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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Set<ByteBuffer> own = ConcurrentHashMap.newKeySet();
  private final StreamNames names;
  private final EnvelopeCodec codec;
  private final CommandConnection commands;
  private final StreamReader reader;
  private final StreamHistory history;
  private final AtomicLong gaps = new AtomicLong();
  private final EntryWriter writer;

  StreamBus(RedisLink link, ClusterOptions options, JsonCodec json) {
    super(link, options, json);
    this.names = new StreamNames(options);
    this.codec = new EnvelopeCodec(json);
    this.commands = link.commands();
    this.writer = new EntryWriter(commands, link.loop(), options.maxLength());
    this.history = new StreamHistory(commands, names, codec);
    this.reader = new StreamReader(names.streams(), own, this::entries, link.loop(), this::lagging);
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
    own.add(EntriesOutput.bytes(member.uid()));
    for (String channel : channels(member)) {
      link().subscriptions().add(Kind.CHANNEL, channel, this::published);
    }
  }

  @Override
  void unsubscribe(Member member) {
    own.remove(EntriesOutput.bytes(member.uid()));
    for (String channel : channels(member)) {
      link().subscriptions().remove(Kind.CHANNEL, channel);
    }
  }

  private List<String> channels(Member member) {
    return List.of(
        names.channel(member.namespace()), names.channel(member.namespace(), member.uid()));
  }

  // ---- receiving

  /** A message of another server for a member. */
  private record Arrival(Member member, Envelope envelope, String offset) {}

  /**
   * Decodes all entries before it delivers the first: the clients' connections are then written to
   * once.
   */
  private void entries(List<StreamEntry> entries) {
    List<Arrival> arrivals = new ArrayList<>(entries.size());
    for (StreamEntry entry : entries) {
      Arrival arrival = arrival(entry);
      if (arrival != null) {
        arrivals.add(arrival);
      }
    }
    for (Arrival arrival : arrivals) {
      try {
        arrival.member().received(arrival.envelope(), arrival.offset());
      } catch (RuntimeException e) { // a listener of the program; later entries must be read
        LOG.warn("The entry {} could not be processed", arrival.offset(), e);
      }
    }
  }

  private @Nullable Arrival arrival(StreamEntry entry) {
    byte[] namespace = entry.fields().get(EnvelopeCodec.NAMESPACE);
    if (namespace == null || !entry.fields().containsKey(EnvelopeCodec.UID)) {
      ignored(names.options().streamName(), "entry " + entry.id() + " has no namespace or uid");
      return null;
    }
    Member member = member(new String(namespace, StandardCharsets.UTF_8));
    if (member == null) {
      return null;
    }
    try {
      Envelope envelope = codec.entry(entry.fields());
      return envelope == null ? null : new Arrival(member, envelope, entry.id());
    } catch (MessageException e) {
      ignored(names.options().streamName(), "entry " + entry.id() + ": " + e.getMessage());
      return null;
    }
  }

  private void published(String channel, byte[] message) {
    if (RedisBus.isArray(message)) {
      return; // of a classic adapter or an emitter
    }
    receive(channel, () -> codec.message(message));
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
    return writer.add(names.stream(envelope.namespace()), fields);
  }

  @Override
  public void publish(Envelope envelope, @Nullable String to) {
    String namespace = envelope.namespace();
    String channel = to == null ? names.channel(namespace) : names.channel(namespace, to);
    var unused =
        send(() -> codec.message(envelope), (async, message) -> async.publish(channel, message));
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
    writer.write();
    super.close();
  }
}
