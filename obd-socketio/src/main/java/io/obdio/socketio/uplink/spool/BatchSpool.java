package io.obdio.socketio.uplink.spool;

import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryFrame;
import io.obdio.socketio.history.HistoryPosition;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.LimitedLog;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of a history: publishes each frame as a batch on the topic {@code data} until the
 * receiver reports on {@code ack} that it is stored.
 *
 * <p>Threads: the database is read by a thread of its own, which sends too. The methods may be
 * called by any thread.
 */
public final class BatchSpool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BatchSpool.class);

  /** The name of the reader in the history. */
  public static final String READER = "mqtt";

  private static final int MAX_EVENTS = 256;
  private static final long IDLE_MILLIS = 60_000;
  private static final long COUNT_MILLIS = 10_000;
  private static final long RETRY_MILLIS = 2_000;
  private static final long CLOSE_MILLIS = 2_000;

  private final LimitedLog invalid = new LimitedLog(log);
  private final TripHistory history;
  private final MessageBroker broker;
  private final Topics topics;
  private final String vehicle;
  private final BatchFormat format;
  private final Thread thread;
  private final Runnable committed = this::wake;
  private final BrokerListener connectionListener =
      new BrokerListener() {
        @Override
        public void connected() {
          connections.incrementAndGet();
          wake();
        }

        @Override
        public void disconnected(String reason) {
          wake();
        }
      };

  /** Acknowledgements, and empty events that only wake the thread up; lost ones are repeated. */
  private final BlockingQueue<Optional<Acknowledgement>> events =
      new ArrayBlockingQueue<>(MAX_EVENTS);

  /** The number of connections so far, and whether the last one was lost. */
  private final AtomicInteger connections = new AtomicInteger();

  private volatile boolean closed;
  private volatile SpoolStatus status = SpoolStatus.initial();

  private volatile boolean fromBeginning;

  // Used by the thread only.
  private @Nullable CompletableFuture<Boolean> registration;
  private @Nullable Acknowledgement latest;
  private @Nullable SendWindow window;
  private Dictionary dictionary = Dictionary.create(1 + new SecureRandom().nextInt(1 << 30));
  private int announcedSignals;
  private int connection;
  private int waiting;
  private long counted;
  private long sent;
  private long refused;
  private long lostBefore;
  private long lostEpoch;
  private boolean foreign;
  private String problem = "";

  /**
   * Creates a sender that is not started.
   *
   * @param history recording already
   * @param vehicle id of the vehicle in topics
   */
  public BatchSpool(
      TripHistory history,
      MessageBroker broker,
      Topics topics,
      String vehicle,
      BatchFormat format) {
    this.history = history;
    this.broker = broker;
    this.topics = topics;
    this.vehicle = vehicle;
    this.format = format;
    this.thread = DaemonThreads.create("obdio-spool", this::run);
  }

  /**
   * Begins to send.
   *
   * @param everything whether a new uplink sends the past trips too
   */
  public void start(boolean everything) {
    fromBeginning = everything;
    history.frames().addListener(committed);
    broker.addListener(connectionListener);
    if (broker.isConnected()) {
      connections.incrementAndGet();
    }
    var unused = broker.subscribe(topics.ack(vehicle), this::acknowledged);
    thread.start();
  }

  private void wake() {
    boolean unused = events.offer(Optional.empty());
  }

  private void acknowledged(BrokerMessage message) {
    if (message.payload().length == 0) {
      return; // removed by an operator
    }
    try {
      boolean unused = events.offer(Optional.of(Acknowledgement.decode(message.payload())));
    } catch (BatchException e) {
      invalid.warn("an acknowledgement of batches is invalid: " + e.getMessage());
    }
  }

  /** Returns the state. */
  public SpoolStatus status() {
    return status;
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private void run() {
    while (!closed) {
      try {
        Optional<Acknowledgement> event = events.poll(pause(), TimeUnit.MILLISECONDS);
        while (event != null) {
          event.ifPresent(this::take);
          event = events.poll();
        }
        step();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.error("The sending of batches failed; it is tried again", e);
        problem = e.toString();
        window = null; // begins again with the position of the database
      }
    }
  }

  private long pause() {
    SendWindow now = window;
    if (now == null || !problem.isEmpty()) {
      return RETRY_MILLIS;
    }
    return Math.max(1, Math.min(IDLE_MILLIS, now.wakeUp() - now()));
  }

  private void take(Acknowledgement ack) {
    latest = ack;
    SendWindow now = window;
    if (now != null) {
      take(now, ack);
    }
  }

  private void take(SendWindow now, Acknowledgement ack) {
    switch (now.acknowledge(ack, now())) {
      case PROGRESS -> history.frames().acknowledge(READER, now.acknowledged());
      case FOREIGN -> foreign = true;
      case NONE -> {}
    }
  }

  /** Reads what there is room for, and sends what is due. */
  private void step() {
    if (!isRegistered()) {
      return;
    }
    if (foreign) {
      renewEpoch();
      return;
    }
    try (HistoryReader reader = history.reader()) {
      SendWindow now = current(reader);
      noteConnection(now);
      fill(now, reader);
      while (!closed && events.isEmpty() && send(now, reader)) {
        fill(now, reader);
      }
      // While the window has room it contains all that waits, and the count is short.
      if (now.room() > 0 || now() - counted > COUNT_MILLIS) {
        waiting = reader.countFrames(now.acknowledged().seq());
        counted = now();
      }
      problem = "";
    } catch (HistoryException e) {
      if (problem.isEmpty()) {
        log.warn("Batches cannot be read: {}", e.getMessage());
      }
      problem = String.valueOf(e.getMessage());
    }
    publishStatus();
  }

  /**
   * Returns whether the uplink has a position in the database; a new one without would send
   * everything.
   */
  private boolean isRegistered() {
    CompletableFuture<Boolean> now = registration;
    if (now == null || now.isCompletedExceptionally()) {
      now = history.frames().keepFor(READER, fromBeginning);
      registration = now;
      var unused = now.whenComplete((done, error) -> wake());
    }
    return now.isDone() && !now.isCompletedExceptionally();
  }

  private void publishStatus() {
    SendWindow now = window;
    if (now != null) {
      status =
          new SpoolStatus(
              waiting,
              now.size(),
              sent,
              now.acknowledged().seq(),
              refused,
              history.status().lostFrames() - lostBefore,
              problem);
    }
  }

  /** Returns the window of the database, which may have been replaced. */
  private SendWindow current(HistoryReader reader) throws HistoryException {
    HistoryPosition newest = reader.newestFrame();
    SendWindow now = window;
    if (now == null || now.epoch() != newest.epoch()) {
      now = new SendWindow(reader.acknowledged(READER), newest.seq());
      window = now;
      connection = 0;
      if (lostEpoch != newest.epoch()) {
        lostEpoch = newest.epoch();
        lostBefore = history.status().lostFrames();
      }
      if (latest != null) {
        take(now, latest);
      }
    }
    return now;
  }

  private void noteConnection(SendWindow now) {
    int count = connections.get();
    if (!broker.isConnected()) {
      now.disconnected();
      connection = 0;
    } else if (count != connection) {
      connection = count;
      announcedSignals = 0;
      now.connected(now());
    }
  }

  private void fill(SendWindow now, HistoryReader reader) throws HistoryException {
    List<Long> next = reader.frameNumbers(now.scanned(), Math.max(0, now.room()));
    while (!next.isEmpty()) {
      next.forEach(seq -> now.add(seq, now()));
      next = reader.frameNumbers(now.scanned(), Math.max(0, now.room()));
    }
  }

  /** Sends the frame that is due; returns whether there was one. */
  private boolean send(SendWindow now, HistoryReader reader) throws HistoryException {
    OptionalLong due = now.next(now());
    if (due.isEmpty()) {
      return false;
    }
    long seq = due.getAsLong();
    Optional<HistoryFrame> frame = reader.frameAfter(new HistoryPosition(now.epoch(), seq - 1));
    if (frame.isEmpty() || frame.get().position().seq() != seq) {
      drop(now, seq); // deleted meanwhile
      return true;
    }
    DataBatch batch =
        FrameBatches.of(
            frame.get(),
            reader.signals(frame.get().trip().id()),
            now.first(seq),
            history.frames().age(frame.get()));
    try {
      publish(batch);
      sent++;
      now.sent(seq, now());
    } catch (IllegalArgumentException e) {
      log.warn("Batch {} cannot be sent and is left out: {}", seq, e.getMessage());
      refused++;
      drop(now, seq);
    }
    return true;
  }

  private void drop(SendWindow now, long seq) {
    now.drop(seq);
    history.frames().acknowledge(READER, now.acknowledged());
  }

  private void publish(DataBatch batch) {
    if (format == BatchFormat.DELTA) {
      dictionary = dictionary.with(batch);
      if (announcedSignals != dictionary.size()) {
        announcedSignals = dictionary.size();
        var unused =
            broker.publish(
                BrokerMessage.atLeastOnce(topics.dictionary(vehicle), dictionary.encode())
                    .retain());
      }
    }
    byte[] payload = BatchCodec.encode(batch, format, dictionary);
    // A failure needs no action: the batch is sent again after a new connection, or a while.
    var unused = broker.publish(BrokerMessage.atLeastOnce(topics.data(vehicle), payload));
  }

  private void renewEpoch() {
    log.warn(
        "The receiver has batches of this history that were not sent from here: another copy of the"
            + " database {} is or was in use. It gets an identity of its own.",
        history.options().file());
    try {
      history.frames().renewEpoch().get(CLOSE_MILLIS * 5, TimeUnit.MILLISECONDS);
      foreign = false;
      wake();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      problem = "the history cannot get a new epoch: " + e.getMessage();
    }
  }

  /** Ends the sending; what is not acknowledged is sent after the next start. */
  @Override
  public void close() {
    closed = true;
    history.frames().removeListener(committed);
    broker.removeListener(connectionListener);
    broker.unsubscribe(topics.ack(vehicle));
    wake();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
