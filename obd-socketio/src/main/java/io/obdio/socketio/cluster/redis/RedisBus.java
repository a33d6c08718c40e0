package io.obdio.socketio.cluster.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.obdio.socketio.cluster.ClusterBus;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.cluster.Envelope;
import io.obdio.socketio.cluster.EnvelopeCodec;
import io.obdio.socketio.cluster.MessageException;
import io.obdio.socketio.cluster.StreamNames;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.server.Adapter.SavedSession;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of a cluster in streams and channels of Redis. Lasting messages are entries of a
 * stream, the others are published. Three connections: commands, the blocking read of the streams,
 * and subscriptions. Messages are received on the threads of Lettuce.
 */
final class RedisBus implements ClusterBus {
  private static final Logger LOG = LoggerFactory.getLogger(RedisBus.class);
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final int PAGE = 1_000;

  /** Bounds what one client that returns costs; it connects as a new one then. */
  private static final int MAX_PAGES = 100;

  private final StreamNames names;
  private final EnvelopeCodec codec;
  private final StatefulRedisConnection<String, byte[]> commands;
  private final StatefulRedisPubSubConnection<String, byte[]> channels;
  private final FlushGroup flushes;
  private final StreamReader reader;
  private final Map<String, Member> members = new ConcurrentHashMap<>();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong gaps = new AtomicLong();
  private final XAddArgs trimmed;
  private volatile boolean connected = true;
  private volatile boolean closed;

  private RedisBus(RedisClient client, ClusterOptions options, JsonCodec json) {
    this.names = new StreamNames(options);
    this.codec = new EnvelopeCodec(json);
    this.trimmed = new XAddArgs().maxlen(options.maxLength()).approximateTrimming();
    this.commands = client.connect(CODEC);
    this.flushes = new FlushGroup(commands, client.getResources().eventExecutorGroup());
    this.channels = client.connectPubSub(CODEC);
    this.reader =
        new StreamReader(
            client.connect(CODEC),
            names.streams(),
            this::entry,
            client.getResources().eventExecutorGroup(),
            this::lagging);
  }

  /**
   * Connects and starts to read.
   *
   * @throws io.lettuce.core.RedisException if Redis cannot be reached
   */
  static RedisBus open(RedisClient client, ClusterOptions options, JsonCodec json) {
    RedisBus bus = new RedisBus(client, options, json);
    bus.listen();
    bus.reader.start();
    return bus;
  }

  private void listen() {
    channels.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, byte[] message) {
            published(message);
          }
        });
    commands.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress peer) {
            connected = true;
            flushes.flush(); // what waited
            LOG.info("Redis is reachable again");
          }

          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            connected = false;
            if (!closed) {
              LOG.warn("Redis is not reachable; messages for other servers wait");
            }
            members.values().forEach(Member::disconnected);
          }
        });
  }

  @Override
  public void join(Member member) {
    members.put(member.namespace(), member);
    var unused =
        channels
            .async()
            .subscribe(
                names.channel(member.namespace()), names.channel(member.namespace(), member.uid()));
  }

  @Override
  public void leave(Member member) {
    if (members.remove(member.namespace(), member)) {
      var unused =
          channels
              .async()
              .unsubscribe(
                  names.channel(member.namespace()),
                  names.channel(member.namespace(), member.uid()));
    }
  }

  // ---- receiving

  private void entry(StreamMessage<String, byte[]> entry) {
    Map<String, byte[]> fields = entry.getBody();
    byte[] namespace = fields.get(EnvelopeCodec.NAMESPACE);
    byte[] uid = fields.get(EnvelopeCodec.UID);
    if (namespace == null || uid == null) {
      LOG.warn("Ignored the entry {}: it has no namespace or no uid", entry.getId());
      return;
    }
    Member member = members.get(new String(namespace, StandardCharsets.UTF_8));
    if (member == null || member.uid().equals(new String(uid, StandardCharsets.US_ASCII))) {
      return;
    }
    try {
      Envelope envelope = codec.entry(fields);
      if (envelope != null) {
        member.received(envelope, entry.getId());
      }
    } catch (MessageException e) {
      LOG.warn("Ignored the entry {}: {}", entry.getId(), e.getMessage());
    }
  }

  private void published(byte[] message) {
    try {
      Envelope envelope = codec.message(message);
      if (envelope == null) {
        return;
      }
      Member member = members.get(envelope.namespace());
      if (member != null && !member.uid().equals(envelope.uid())) {
        member.received(envelope, null);
      }
    } catch (MessageException e) {
      LOG.warn("Ignored a message of another server: {}", e.getMessage());
    } catch (RuntimeException e) { // a listener of the program; the subscription must survive
      LOG.warn("A message of another server could not be processed", e);
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
    return counted(
        () -> commands.async().xadd(names.stream(envelope.namespace()), trimmed, fields));
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
    var unused = counted(() -> commands.async().publish(channel, message));
  }

  /** Sends a command; one that is refused because too many wait is counted. */
  private <T> CompletionStage<T> counted(java.util.function.Supplier<CompletionStage<T>> command) {
    CompletionStage<T> result;
    try {
      result = command.get();
      flushes.flush();
    } catch (RuntimeException e) { // the queue of Lettuce is full
      drop(e);
      return CompletableFuture.failedFuture(e);
    }
    return result.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            drop(failure);
          }
        });
  }

  private <T> CompletionStage<T> flushed(CompletionStage<T> command) {
    flushes.flush();
    return command;
  }

  private void drop(Throwable failure) {
    if (dropped.getAndIncrement() == 0) {
      LOG.warn("Messages for other servers are dropped: {}", failure.getMessage());
    }
  }

  private void lagging() {
    if (gaps.getAndIncrement() == 0) {
      LOG.warn(
          "This server reads more slowly than events arrive: some were removed from the stream"
              + " before they were read. Increase the length of the stream");
    }
  }

  @Override
  public CompletionStage<Integer> members(String namespace) {
    if (!connected) {
      return CompletableFuture.failedFuture(new IllegalStateException("Redis is not reachable"));
    }
    String channel = names.channel(namespace);
    return flushed(commands.async().pubsubNumsub(channel))
        .thenApply(counts -> counts.getOrDefault(channel, 0L).intValue());
  }

  // ---- recovery

  @Override
  public void save(SavedSession session, Duration keep) {
    try {
      byte[] text = codec.session(session);
      var unused =
          counted(
              () ->
                  commands
                      .async()
                      .set(
                          names.session(session.privateId()),
                          text,
                          SetArgs.Builder.px(keep.toMillis())));
    } catch (JsonException e) {
      LOG.warn("The data of a client cannot be kept for recovery: {}", e.getMessage());
    }
  }

  @Override
  public CompletionStage<Optional<SavedSession>> take(
      String namespace, String privateId, String offset) {
    if (!connected || !StreamNames.isId(offset)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    String stream = names.stream(namespace);
    return flushed(commands.async().getdel(names.session(privateId)))
        .thenCombine(
            flushed(commands.async().xrange(stream, Range.create(offset, offset))),
            (text, entry) -> {
              if (text == null || entry.isEmpty()) {
                return Optional.empty();
              }
              try {
                return Optional.of(codec.session(text));
              } catch (MessageException e) {
                LOG.warn("Ignored a stored session: {}", e.getMessage());
                return Optional.empty();
              }
            });
  }

  @Override
  public CompletionStage<List<Entry>> after(String namespace, String offset) {
    return page(namespace, StreamNames.next(offset), new ArrayList<>(), MAX_PAGES);
  }

  private CompletionStage<List<Entry>> page(
      String namespace, String from, List<Entry> found, int pages) {
    if (pages == 0) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("the client missed too many events"));
    }
    return flushed(
            commands
                .async()
                .xrange(
                    names.stream(namespace),
                    Range.from(Range.Boundary.including(from), Range.Boundary.unbounded()),
                    Limit.from(PAGE)))
        .thenCompose(
            entries -> {
              entries.forEach(entry -> addEntry(namespace, entry, found));
              return entries.size() < PAGE
                  ? CompletableFuture.completedFuture(found)
                  : page(
                      namespace,
                      StreamNames.next(entries.get(entries.size() - 1).getId()),
                      found,
                      pages - 1);
            });
  }

  private void addEntry(String namespace, StreamMessage<String, byte[]> entry, List<Entry> found) {
    byte[] of = entry.getBody().get(EnvelopeCodec.NAMESPACE);
    if (of == null || !namespace.equals(new String(of, StandardCharsets.UTF_8))) {
      return;
    }
    try {
      Envelope envelope = codec.entry(entry.getBody());
      if (envelope != null) {
        found.add(new Entry(entry.getId(), envelope.message()));
      }
    } catch (MessageException e) {
      LOG.debug("Ignored the entry {}: {}", entry.getId(), e.getMessage());
    }
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public long dropped() {
    return dropped.get();
  }

  /** Returns how often entries were removed from a stream before they were read. */
  long gaps() {
    return gaps.get();
  }

  @Override
  public void close() {
    closed = true;
    reader.close();
    channels.close();
    commands.close();
  }
}
