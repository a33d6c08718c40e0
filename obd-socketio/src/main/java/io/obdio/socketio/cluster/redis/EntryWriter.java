package io.obdio.socketio.cluster.redis;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.output.KeyListOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.obdio.socketio.cluster.EnvelopeCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer of entries to streams, in the order in which they were added. An entry that is added
 * after a pause is written at once; those that follow quickly are written together, a few
 * milliseconds later at most, by one script if Redis permits scripts: they cost one command, and a
 * server that waits for entries receives them in one reply. Safe for use by any thread.
 */
final class EntryWriter {
  private static final Logger LOG = LoggerFactory.getLogger(EntryWriter.class);

  /** Minimum time between two writes, in ns; it adds as much latency under load. */
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  /** Entries of one script: Redis serves no other client while it runs. */
  private static final int MAX_ENTRIES = 128;

  private static final long ASK_SECONDS = 5;

  /** Bytes of the fields that are written together; one entry may have more. */
  private static final int MAX_BYTES = 256 * 1024;

  /**
   * Appends entries: the arguments are the length to which the stream is trimmed, then the values
   * of all fields of each entry.
   */
  private static final byte[] SCRIPT =
      """
      local ids = {}
      for i = 2, #ARGV, %d do
        ids[#ids + 1] = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', %s)
      end
      return ids
      """
          .formatted(
              EnvelopeCodec.FIELDS.size(),
              IntStream.range(0, EnvelopeCodec.FIELDS.size())
                  .mapToObj(i -> "'" + EnvelopeCodec.FIELDS.get(i) + "', ARGV[i + " + i + "]")
                  .collect(Collectors.joining(", ")))
          .getBytes(StandardCharsets.US_ASCII);

  /** The knowledge about the permission to run scripts. */
  private enum Scripts {
    UNKNOWN,
    ASKED,
    PERMITTED,
    REFUSED
  }

  /** An entry that was not written. */
  private record Added(Map<String, byte[]> fields, CompletableFuture<String> id) {}

  private final CommandConnection commands;
  private final ChannelLoop loop;
  private final int maxLength;
  private final XAddArgs trimmed;

  private volatile Scripts scripts = Scripts.UNKNOWN;

  /** What was not written, by the stream. */
  @GuardedBy("this")
  private Map<String, List<Added>> batches = new LinkedHashMap<>();

  @GuardedBy("this")
  private int entries;

  @GuardedBy("this")
  private long bytes;

  @GuardedBy("this")
  private long lastWrite = System.nanoTime() - INTERVAL_NANOS;

  @GuardedBy("this")
  private boolean scheduled;

  /**
   * Creates a writer.
   *
   * @param loop the event loop of the connections
   * @param maxLength number of entries to which a stream is trimmed, approximately
   */
  EntryWriter(CommandConnection commands, ChannelLoop loop, int maxLength) {
    this.commands = commands;
    this.loop = loop;
    this.maxLength = maxLength;
    this.trimmed = new XAddArgs().maxlen(maxLength).approximateTrimming();
  }

  /**
   * Adds an entry.
   *
   * @return its id; fails if too many messages wait, or if Redis refuses it
   */
  CompletionStage<String> add(String stream, Map<String, byte[]> fields) {
    Throwable full = commands.reserve();
    if (full != null) {
      return CompletableFuture.failedFuture(full);
    }
    Added added = new Added(fields, new CompletableFuture<>());
    boolean now;
    synchronized (this) {
      batches.computeIfAbsent(stream, name -> new ArrayList<>()).add(added);
      entries++;
      for (byte[] value : fields.values()) {
        bytes += value.length;
      }
      now = entries == MAX_ENTRIES || bytes >= MAX_BYTES || !scheduled && !schedule();
    }
    if (now) {
      write();
    }
    return added.id();
  }

  /** Returns whether the next write is scheduled; it is not before Redis was reached. */
  @CanIgnoreReturnValue
  @GuardedBy("this")
  private boolean schedule() {
    scheduled = loop.schedule(this::tick, lastWrite + INTERVAL_NANOS - System.nanoTime());
    return scheduled;
  }

  /** Writes as scheduled. */
  private void tick() {
    List<Runnable> answers;
    synchronized (this) {
      scheduled = false;
      boolean quickly = entries > 1;
      answers = writeAll();
      if (quickly) { // those who add further entries need not wake the event loop
        schedule();
      }
    }
    answers.forEach(Runnable::run); // without the lock: they call listeners
  }

  /** Writes what was added. */
  void write() {
    writeAll().forEach(Runnable::run); // without the lock: they call listeners
  }

  /** Sends the entries in their order; returns what adds the receivers of the answers. */
  private synchronized List<Runnable> writeAll() {
    List<Runnable> answers = new ArrayList<>(1);
    lastWrite = System.nanoTime();
    Map<String, List<Added>> all = batches;
    batches = new LinkedHashMap<>();
    entries = 0;
    bytes = 0;
    all.forEach((stream, batch) -> send(stream, batch, answers));
    return answers;
  }

  private void send(String stream, List<Added> batch, List<Runnable> answers) {
    if (batch.size() > 1 && scripts == Scripts.PERMITTED) {
      CompletionStage<List<String>> ids =
          commands.sendReserved(batch.size(), new Batch(stream, batch));
      answers.add(() -> answer(batch, ids));
      return;
    }
    if (batch.size() > 1 && scripts == Scripts.UNKNOWN) {
      answers.add(this::askForScripts);
    }
    for (Added added : batch) {
      CompletionStage<String> id =
          commands.sendReserved(1, async -> async.xadd(stream, trimmed, added.fields()));
      answers.add(() -> answer(List.of(added), id.thenApply(List::of)));
    }
  }

  private static void answer(List<Added> batch, CompletionStage<List<String>> answer) {
    var unused =
        answer.whenComplete(
            (ids, failure) -> {
              for (int i = 0; i < batch.size(); i++) {
                if (failure != null) {
                  batch.get(i).id().completeExceptionally(failure);
                } else {
                  batch.get(i).id().complete(ids.get(i));
                }
              }
            });
  }

  private void askForScripts() {
    scripts = Scripts.ASKED;
    var unused =
        commands
            .ask(async -> async.eval("return 1", ScriptOutputType.INTEGER))
            .toCompletableFuture()
            .orTimeout(ASK_SECONDS, TimeUnit.SECONDS)
            .whenComplete(
                (one, failure) -> {
                  if (failure == null) {
                    scripts = Scripts.PERMITTED;
                  } else if (failure instanceof RedisCommandExecutionException) {
                    refused(failure);
                  } else {
                    scripts = Scripts.UNKNOWN; // Redis was lost: the next batch asks again
                  }
                });
  }

  private void refused(Throwable failure) {
    scripts = Scripts.REFUSED;
    LOG.info("Events for other servers are written one by one: {}", failure.getMessage());
  }

  /** A command that writes several entries; its result are their ids. */
  private final class Batch implements CommandConnection.Command<List<String>> {
    private final String stream;
    private final List<Added> entries;

    /** Whether the last attempt was a script. */
    private volatile boolean scripted;

    Batch(String stream, List<Added> entries) {
      this.stream = stream;
      this.entries = entries;
    }

    @Override
    public CompletionStage<List<String>> apply(RedisAsyncCommands<String, byte[]> async) {
      scripted = scripts == Scripts.PERMITTED;
      return scripted ? script(async) : oneByOne(async);
    }

    private CompletionStage<List<String>> script(RedisAsyncCommands<String, byte[]> async) {
      CommandArgs<String, byte[]> args =
          new CommandArgs<>(RedisLink.CODEC).add(SCRIPT).add(1).addKey(stream).add(maxLength);
      for (Added added : entries) {
        added.fields().values().forEach(args::add);
      }
      return async.dispatch(CommandType.EVAL, new KeyListOutput<>(RedisLink.CODEC), args);
    }

    private CompletionStage<List<String>> oneByOne(RedisAsyncCommands<String, byte[]> async) {
      List<CompletableFuture<String>> ids =
          entries.stream()
              .map(added -> async.xadd(stream, trimmed, added.fields()).toCompletableFuture())
              .toList();
      return CompletableFuture.allOf(ids.toArray(CompletableFuture[]::new))
          .thenApply(done -> ids.stream().map(CompletableFuture::join).toList());
    }

    /** Redis may withdraw the permission for scripts while this server runs. */
    @Override
    public boolean isRepeated(Throwable refusal) {
      boolean forbidden = scripted && String.valueOf(refusal.getMessage()).startsWith("NOPERM");
      if (forbidden) {
        refused(refusal);
      }
      return forbidden;
    }
  }
}
