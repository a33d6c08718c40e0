package io.obdio.socketio.cluster.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import io.obdio.socketio.cluster.ClusterBus.Entry;
import io.obdio.socketio.cluster.Envelope;
import io.obdio.socketio.cluster.EnvelopeCodec;
import io.obdio.socketio.cluster.MessageException;
import io.obdio.socketio.cluster.StreamNames;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.server.Adapter.SavedSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader for recovery: of stored sessions, and of the entries that a stream still has. */
final class StreamHistory {
  private static final Logger LOG = LoggerFactory.getLogger(StreamHistory.class);
  private static final int PAGE = 1_000;

  /** Bounds what one client that returns costs; it connects as a new one then. */
  private static final int MAX_PAGES = 100;

  private final CommandConnection commands;
  private final StreamNames names;
  private final EnvelopeCodec codec;

  StreamHistory(CommandConnection commands, StreamNames names, EnvelopeCodec codec) {
    this.commands = commands;
    this.names = names;
    this.codec = codec;
  }

  void save(SavedSession session, Duration keep) {
    try {
      byte[] text = codec.session(session);
      SetArgs expiry = SetArgs.Builder.px(keep.toMillis());
      var unused =
          commands.send(async -> async.set(names.session(session.privateId()), text, expiry));
    } catch (JsonException e) {
      LOG.warn("The data of a client cannot be kept for recovery: {}", e.getMessage());
    }
  }

  CompletionStage<Optional<SavedSession>> take(String namespace, String privateId, String offset) {
    if (!StreamNames.isId(offset)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Range<String> one = Range.create(offset, offset);
    return commands
        .ask(async -> async.getdel(names.session(privateId)))
        .thenCombine(
            commands.ask(async -> async.xrange(names.stream(namespace), one)),
            (text, entry) -> text == null || entry.isEmpty() ? Optional.empty() : session(text));
  }

  private Optional<SavedSession> session(byte[] text) {
    try {
      return Optional.of(codec.session(text));
    } catch (MessageException e) {
      LOG.warn("Ignored a stored session: {}", e.getMessage());
      return Optional.empty();
    }
  }

  CompletionStage<List<Entry>> after(String namespace, String offset) {
    return page(namespace, StreamNames.next(offset), new ArrayList<>(), MAX_PAGES);
  }

  private CompletionStage<List<Entry>> page(
      String namespace, String from, List<Entry> found, int pages) {
    if (pages == 0) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("the client missed too many events"));
    }
    Range<String> rest = Range.from(Range.Boundary.including(from), Range.Boundary.unbounded());
    return commands
        .ask(async -> async.xrange(names.stream(namespace), rest, Limit.from(PAGE)))
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
}
