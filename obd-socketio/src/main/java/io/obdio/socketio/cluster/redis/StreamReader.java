package io.obdio.socketio.cluster.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import io.obdio.socketio.cluster.StreamNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader of streams from its creation on. The position is moved before an entry is processed, so
 * that one that cannot be processed is not read again. Entries are processed on a thread of the
 * connection, one after the other.
 */
final class StreamReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
  private static final long BLOCK_MILLIS = 5_000;
  private static final long RETRY_MILLIS = 200;
  private static final int COUNT = 1_000;
  private static final String EMPTY = "0-0";

  /** Minimum time between two reads that find entries; it adds as much latency under load. */
  private static final long MIN_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final List<String> streams;
  private final Set<ByteBuffer> own;
  private final Consumer<List<StreamEntry>> listener;
  private final Map<String, String> positions = new ConcurrentHashMap<>();
  private final ChannelLoop loop;
  private final Runnable lagging;
  private final long created = System.nanoTime();
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
  private volatile boolean closed;
  private volatile long lastRead = System.nanoTime() - MIN_INTERVAL_NANOS;

  StreamReader(
      List<String> streams,
      Set<ByteBuffer> own,
      Consumer<List<StreamEntry>> listener,
      ChannelLoop loop,
      Runnable lagging) {
    this.lagging = lagging;
    this.loop = loop;
    this.streams = streams;
    this.own = own;
    this.listener = listener;
  }

  /**
   * Determines where to begin, then reads until closed: at the end that a stream had when this was
   * created, by the clock of Redis, because a server may have started while Redis was not
   * reachable. With {@code $}, Redis itself would begin at the end of each call, and skip what was
   * added between two calls.
   *
   * @return completes when the positions are known
   */
  CompletableFuture<@Nullable Void> start(StatefulRedisConnection<String, byte[]> opened) {
    connection = opened;
    CompletionStage<String> creation = opened.async().time().thenApply(this::creation);
    CompletableFuture<?>[] found =
        streams.stream()
            .map(
                stream ->
                    opened
                        .async()
                        .xrevrange(stream, Range.unbounded(), Limit.from(1))
                        .thenAcceptBoth(creation, (last, id) -> begin(stream, last, id))
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(found).thenRun(this::read);
  }

  /** Returns the id that an entry would have had when this was created. */
  private String creation(List<byte[]> secondsAndMicros) {
    long seconds = Long.parseLong(new String(secondsAndMicros.get(0), StandardCharsets.US_ASCII));
    long micros = Long.parseLong(new String(secondsAndMicros.get(1), StandardCharsets.US_ASCII));
    long now = TimeUnit.SECONDS.toMillis(seconds) + TimeUnit.MICROSECONDS.toMillis(micros);
    long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - created);
    return Math.max(0, now - age) + "-0";
  }

  private void begin(String stream, List<StreamMessage<String, byte[]>> last, String creation) {
    String end = last.isEmpty() ? EMPTY : last.get(0).getId();
    positions.put(stream, StreamNames.compare(end, creation) < 0 ? end : creation);
  }

  private void read() {
    StatefulRedisConnection<String, byte[]> current = connection;
    if (closed || current == null) {
      return;
    }
    CommandArgs<String, byte[]> args =
        new CommandArgs<>(RedisLink.CODEC)
            .add(CommandKeyword.COUNT)
            .add(COUNT)
            .add(CommandKeyword.BLOCK)
            .add(BLOCK_MILLIS)
            .add("STREAMS")
            .addKeys(streams);
    streams.forEach(stream -> args.add(positions.getOrDefault(stream, EMPTY)));
    var unused =
        current
            .async()
            .dispatch(CommandType.XREAD, new EntriesOutput(RedisLink.CODEC, own), args)
            .whenComplete(this::arrived);
  }

  private void arrived(EntriesOutput.@Nullable Read found, @Nullable Throwable failure) {
    if (failure != null && !closed) {
      LOG.debug("Reading the streams failed: {}", failure.getMessage());
      var unused = loop.schedule(this::read, TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
      return;
    }
    if (found != null) {
      positions.putAll(found.last()); // before: what cannot be processed is not read again
      listener.accept(found.entries());
      if (found.count() == COUNT) {
        streams.forEach(this::checkLag);
      }
    }
    long now = System.nanoTime();
    long early = lastRead + MIN_INTERVAL_NANOS - now;
    lastRead = now;
    if (early > 0) { // entries arrive quickly: several of them cost one command
      var unused = loop.schedule(this::read, early);
    } else {
      read();
    }
  }

  /** Reports entries that were removed from a stream before they were read. */
  private void checkLag(String stream) {
    String position = positions.getOrDefault(stream, EMPTY);
    StatefulRedisConnection<String, byte[]> current = connection;
    if (current == null) {
      return;
    }
    var unused =
        current
            .async()
            .xrange(stream, Range.unbounded(), Limit.from(1))
            .thenAccept(
                first -> {
                  if (!first.isEmpty() && StreamNames.compare(first.get(0).getId(), position) > 0) {
                    lagging.run();
                  }
                });
  }

  @Override
  public void close() {
    closed = true;
  }
}
