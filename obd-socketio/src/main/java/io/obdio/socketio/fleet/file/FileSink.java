package io.obdio.socketio.fleet.file;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.SinkFullException;
import io.obdio.socketio.fleet.SinkStatus;
import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.json.JsonCodec;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in files of JSON lines: one open file for each node, a new one each UTC day and from a
 * size on; complete files are compressed. Batches that arrive within a short time are written to
 * the disk together.
 *
 * <p>Threads: the thread {@code obdio-fleet-sink} writes and completes the futures of {@link
 * #store}.
 */
public final class FileSink implements HistorySink {

  private static final Logger log = LoggerFactory.getLogger(FileSink.class);

  /** The pause after a failure, in which vehicles are refused instead of filling the log. */
  private static final long PAUSE_MILLIS = 1_000;

  private static final long CLOSE_MILLIS = 10_000;

  private final FileSinkOptions options;
  private final JsonCodec json;
  private final InstantSource clock;
  private final NodeFiles files;
  private final Thread writer = DaemonThreads.create("obdio-fleet-sink", this::run);

  @GuardedBy("this")
  private List<WaitingBatch> waiting = new ArrayList<>();

  @GuardedBy("this")
  private long waitingBytes;

  /** Batches that were taken from the queue and are not completed yet. */
  @GuardedBy("this")
  private int writing;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private long stored;

  @GuardedBy("this")
  private long failed;

  @GuardedBy("this")
  private String failure = "";

  private FileSink(FileSinkOptions options, JsonCodec json, InstantSource clock, NodeFiles files) {
    this.options = options;
    this.json = json;
    this.clock = clock;
    this.files = files;
  }

  /**
   * Opens a store; reads the positions of the vehicles from its files.
   *
   * @throws IOException if the folder cannot be used, or another process uses it
   */
  public static FileSink open(FileSinkOptions options, JsonCodec json) throws IOException {
    return open(options, json, InstantSource.system());
  }

  static FileSink open(FileSinkOptions options, JsonCodec json, InstantSource clock)
      throws IOException {
    FileSink sink = new FileSink(options, json, clock, NodeFiles.open(options, json));
    sink.writer.start();
    return sink;
  }

  @Override
  public void restore(Positions positions) {
    files.restore(positions);
  }

  @Override
  public CompletableFuture<@Nullable Void> store(VehicleBatch batch) {
    byte[] line;
    try {
      line = StoredLine.encode(batch, json);
    } catch (IOException e) {
      return refuse(e);
    }
    WaitingBatch added = new WaitingBatch(batch.vehicle(), batch.batch(), line);
    synchronized (this) {
      if (closed) {
        return refuse(new IOException("the program ends"));
      }
      if (waiting.size() + writing >= options.maxPending()
          || waitingBytes + line.length > options.maxPendingBytes()) {
        return refuse(new SinkFullException());
      }
      waiting.add(added);
      waitingBytes += line.length;
      if (waiting.size() == 1) { // later ones are gathered without waking the thread for each
        notifyAll();
      }
    }
    return added.stored();
  }

  private synchronized CompletableFuture<@Nullable Void> refuse(IOException cause) {
    failed++;
    return CompletableFuture.failedFuture(cause);
  }

  private void run() {
    try {
      for (List<WaitingBatch> group = take(); !group.isEmpty(); group = take()) {
        write(group);
      }
    } catch (InterruptedException e) {
      log.debug("the store is closed while it writes");
    } finally {
      end();
    }
  }

  /** Waits for batches and gathers those of a short time; returns none at the end. */
  private synchronized List<WaitingBatch> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    pause(options.gather().toNanos());
    List<WaitingBatch> group = waiting;
    waiting = new ArrayList<>();
    waitingBytes = 0;
    writing = group.size();
    return group;
  }

  /** Waits for a time, or until the store is closed. */
  private synchronized void pause(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private void write(List<WaitingBatch> group) throws InterruptedException {
    try {
      files.append(group, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    } catch (IOException | RuntimeException e) {
      fail(group, e instanceof IOException io ? io : new IOException(e));
      pause(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      return;
    }
    synchronized (this) {
      stored += group.size();
      writing = 0;
      if (!failure.isEmpty()) {
        log.info("batches are stored again");
        failure = "";
      }
    }
    group.forEach(batch -> batch.stored().complete(null));
  }

  private void fail(List<WaitingBatch> group, IOException cause) {
    synchronized (this) {
      if (failure.isEmpty()) {
        log.warn("{} batches could not be stored: {}", group.size(), cause.toString());
      }
      failed += group.size();
      writing = 0;
      failure = String.valueOf(cause.getMessage());
    }
    group.forEach(batch -> batch.stored().completeExceptionally(cause));
  }

  private void end() {
    List<WaitingBatch> left;
    synchronized (this) {
      closed = true;
      left = waiting;
      waiting = new ArrayList<>();
    }
    if (!left.isEmpty()) {
      fail(left, new IOException("the program ends"));
    }
    try {
      files.close();
    } catch (IOException e) {
      log.warn("the files in {} were not closed: {}", options.folder(), e.toString());
    }
  }

  @Override
  public synchronized SinkStatus status() {
    return new SinkStatus(waiting.size() + writing, stored, failed, failure);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      writer.join(CLOSE_MILLIS);
      if (writer.isAlive()) {
        log.warn("the store does not end in time");
        writer.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
