package io.obdio.socketio.fleet.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.SinkFullException;
import io.obdio.socketio.fleet.SinkStatus;
import io.obdio.socketio.fleet.UnstorableBatchException;
import io.obdio.socketio.fleet.VehicleBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a topic of Kafka, with an idempotent producer. A batch is stored when all replicas in
 * sync have it. The batches of a vehicle are in one partition.
 *
 * <p>Threads: {@code obdio-fleet-kafka} hands batches to the producer, which may block it; futures
 * are completed by the producer's thread.
 */
public final class KafkaSink implements HistorySink {

  private static final Logger log = LoggerFactory.getLogger(KafkaSink.class);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  /** How long a batch may take, with all attempts; its vehicle sends it again after 30 s. */
  private static final int DELIVERY_MILLIS = 25_000;

  private static final int REQUEST_MILLIS = 10_000;

  /** A batch that is not completed; the lock of the store guards the number of its records. */
  private static final class Waiting {
    private final List<ProducerRecord<String, byte[]>> records;
    private final CompletableFuture<@Nullable Void> stored = new CompletableFuture<>();
    private final int bytes;
    private int left;

    Waiting(List<ProducerRecord<String, byte[]>> records) {
      this.records = records;
      this.bytes = records.stream().mapToInt(record -> record.value().length).sum();
      this.left = records.size();
    }
  }

  private final KafkaSinkOptions options;
  private final Producer<String, byte[]> producer;
  private final Thread sender = DaemonThreads.create("obdio-fleet-kafka", this::run);

  @GuardedBy("this")
  private final Queue<Waiting> queue = new ArrayDeque<>();

  /** Batches that are not completed, in the queue or in the producer. */
  @GuardedBy("this")
  private final Set<Waiting> pending = new HashSet<>();

  @GuardedBy("this")
  private long pendingBytes;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private long stored;

  @GuardedBy("this")
  private long failed;

  @GuardedBy("this")
  private String failure = "";

  KafkaSink(KafkaSinkOptions options, Producer<String, byte[]> producer) {
    this.options = options;
    this.producer = producer;
    sender.start();
  }

  /**
   * Opens a store, and creates its topic if there is none.
   *
   * @throws IOException with a text for people if the topic cannot be used
   */
  public static KafkaSink open(KafkaSinkOptions options) throws IOException {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.address().servers());
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "obdio-fleet");
    KafkaTopics.require(options.address(), options.partitions(), config);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MILLIS);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    try {
      return new KafkaSink(
          options, new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw new IOException(options.address() + ": " + KafkaFailures.text(e), e);
    }
  }

  /** Reports nothing: reading the whole topic takes too long. */
  @Override
  public void restore(Positions positions) {}

  @Override
  public CompletableFuture<@Nullable Void> store(VehicleBatch batch) {
    Waiting added;
    try {
      added = new Waiting(KafkaRecords.of(options.address().topic(), batch));
    } catch (UnstorableBatchException e) {
      return refuse(e);
    }
    synchronized (this) {
      if (closed) {
        return refuse(new IOException("the program ends"));
      }
      if (pending.size() >= options.maxPending()
          || pendingBytes + added.bytes > options.maxPendingBytes()) {
        return refuse(new SinkFullException());
      }
      pending.add(added);
      pendingBytes += added.bytes;
      queue.add(added);
      notifyAll();
    }
    return added.stored;
  }

  private synchronized CompletableFuture<@Nullable Void> refuse(IOException cause) {
    failed++;
    return CompletableFuture.failedFuture(cause);
  }

  private void run() {
    try {
      for (Waiting next = take(); next != null; next = take()) {
        send(next);
      }
    } catch (InterruptedException e) {
      log.debug("the store is closed while batches wait");
    }
  }

  /** Waits for a batch; returns null at the end. */
  private synchronized @Nullable Waiting take() throws InterruptedException {
    while (queue.isEmpty() && !closed) {
      wait();
    }
    return queue.poll();
  }

  private void send(Waiting batch) {
    try {
      for (ProducerRecord<String, byte[]> record : batch.records) {
        var unused = producer.send(record, (metadata, exception) -> ended(batch, exception));
      }
    } catch (KafkaException | IllegalStateException e) {
      ended(batch, e);
    }
  }

  /** Notes the end of a record; the batch has ended with the last one, or with a failure. */
  private void ended(Waiting batch, @Nullable Exception exception) {
    String text = exception == null ? "" : KafkaFailures.text(exception);
    synchronized (this) {
      if (exception == null && --batch.left > 0 || !pending.remove(batch)) {
        return; // other records are not stored yet, one has failed, or the store was closed
      }
      pendingBytes -= batch.bytes;
      if (exception == null) {
        stored++;
      } else {
        failed++;
      }
      if (failure.isEmpty() != text.isEmpty()) {
        log.warn("{}: {}", options.address(), text.isEmpty() ? "batches are stored again" : text);
      }
      failure = text;
    }
    if (exception == null) {
      batch.stored.complete(null);
    } else {
      batch.stored.completeExceptionally(new IOException(text, exception));
    }
  }

  @Override
  public synchronized SinkStatus status() {
    return new SinkStatus(pending.size(), stored, failed, failure);
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
    }
    long end = System.nanoTime() + CLOSE.toNanos();
    try {
      sender.join(CLOSE.toMillis());
      sender.interrupt();
      producer.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      producer.close(Duration.ZERO);
    } catch (KafkaException e) {
      log.debug("the producer did not end in an orderly manner", e);
    }
    failRest();
  }

  private void failRest() {
    Set<Waiting> rest;
    synchronized (this) {
      rest = new HashSet<>(pending);
      pending.clear();
      failed += rest.size();
    }
    rest.forEach(batch -> batch.stored.completeExceptionally(new IOException("the program ends")));
    if (!rest.isEmpty()) {
      log.warn("{} batches were not stored within {} s", rest.size(), CLOSE.toSeconds());
    }
  }
}
