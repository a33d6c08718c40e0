package io.obdio.socketio.fleet.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.fleet.BatchClock;
import io.obdio.socketio.fleet.Batches;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.HistorySinkContract;
import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchParts;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in Kafka with a real server: the contract of stores, a restart, and the throughput. */
@Tag("long")
class KafkaIT extends HistorySinkContract {

  private static final AtomicInteger TOPICS = new AtomicInteger();

  @TempDir static Path folder;

  private static KafkaProcess kafka;

  private final KafkaAddress address =
      KafkaAddress.parse(kafka.uri("fleet-" + TOPICS.incrementAndGet()));

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaProcess.start(folder);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Override
  protected HistorySink open() throws Exception {
    HistorySink sink = KafkaSink.open(KafkaSinkOptions.of(address));
    records(address); // returns when the leaders of new partitions answer
    return sink;
  }

  @Override
  protected HistorySink openStalled(int room) throws Exception {
    return new KafkaSinkTest().openStalled(room);
  }

  @Override
  protected boolean restores() {
    return false;
  }

  @Override
  protected List<Key> stored() {
    List<Key> keys = new ArrayList<>();
    records(address)
        .forEach(
            record ->
                keys.add(
                    new Key(
                        record.key(),
                        KafkaRecords.number(record.headers(), KafkaRecords.EPOCH).orElseThrow(),
                        KafkaRecords.number(record.headers(), KafkaRecords.SEQ).orElseThrow())));
    return keys;
  }

  /** Reads all records of a topic. */
  private static List<ConsumerRecord<String, byte[]>> records(KafkaAddress address) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", address.servers());
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo each : consumer.partitionsFor(address.topic())) {
        partitions.add(new TopicPartition(each.topic(), each.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  @Test
  void theTopicIsCreatedAndAVehicleHasOnePartition() throws Exception {
    try (HistorySink sink = open()) {
      List<CompletableFuture<?>> futures = new ArrayList<>();
      for (int vehicle = 0; vehicle < 100; vehicle++) {
        for (long seq = 1; seq <= 3; seq++) {
          futures.add(sink.store(Batches.received("VAN-" + vehicle, 7, seq, 1)));
        }
      }
      await(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)));
    }
    Map<String, Set<Integer>> partitions = new HashMap<>();
    Set<Integer> used = new HashSet<>();
    records(address)
        .forEach(
            record -> {
              used.add(record.partition());
              partitions
                  .computeIfAbsent(record.key(), key -> new HashSet<>())
                  .add(record.partition());
            });
    assertEquals(100, partitions.size());
    assertTrue(partitions.values().stream().allMatch(set -> set.size() == 1));
    assertEquals(12, used.size());
  }

  /** Kafka refuses records of more than 1 MiB, unless it is configured. */
  @Test
  void aLargeBatchIsStoredInSeveralRecords() throws Exception {
    DataBatch batch = Batches.large(7, 3, 90_000);
    try (HistorySink sink = open()) {
      await(
          sink.store(
              new VehicleBatch(
                  "VAN-1", batch, new byte[0], batch.time(), batch.time(), BatchClock.VEHICLE)));
      assertEquals(1, sink.status().stored());
    }
    List<DataBatch> parts = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records(address)) {
      parts.add(BatchCodec.decode(record.value(), Dictionary.NONE));
    }
    assertTrue(parts.size() > 2, () -> parts.size() + " records");
    assertEquals(batch, BatchParts.join(parts));
  }

  /** Batches whose future failed are sent again, as vehicles do. */
  @Test
  void aKilledServerLosesNothingThatWasAcknowledged() throws Exception {
    int total = 20_000;
    Set<Long> acknowledged = new HashSet<>();
    List<Long> again = new ArrayList<>();
    Semaphore room = new Semaphore(1_000);
    AtomicInteger ended = new AtomicInteger();
    try (HistorySink sink = open()) {
      for (long seq = 1; seq <= total; seq++) {
        long number = seq;
        assertTrue(room.tryAcquire(60, TimeUnit.SECONDS), () -> "stuck: " + sink.status());
        sink.store(Batches.received("VAN-" + seq % 50, 7, seq, 1))
            .whenComplete(
                (done, failure) -> {
                  synchronized (acknowledged) {
                    if (failure == null) {
                      acknowledged.add(number);
                    } else {
                      again.add(number);
                    }
                  }
                  ended.incrementAndGet();
                  room.release();
                });
        if (seq == total / 2) {
          kafka.kill();
          kafka.restart();
        }
      }
      Await.until("all have ended", () -> ended.get() == total);
      for (long seq : List.copyOf(again)) {
        await(sink.store(Batches.received("VAN-" + seq % 50, 7, seq, 1)));
        acknowledged.add(seq);
      }
    }
    assertEquals(total, acknowledged.size());
    Set<Long> stored = new HashSet<>();
    List<Key> all = stored();
    all.forEach(key -> stored.add(key.seq()));
    assertEquals(acknowledged, stored);
    System.out.printf(
        "Kafka killed: %d batches acknowledged, %d failed and repeated, %d records, %d duplicates%n",
        acknowledged.size(), again.size(), all.size(), all.size() - stored.size());
  }

  @Test
  void throughput() throws Exception {
    int total = 100_000;
    Semaphore room = new Semaphore(5_000);
    long begin = System.nanoTime();
    try (HistorySink sink = open()) {
      for (long seq = 1; seq <= total; seq++) {
        assertTrue(room.tryAcquire(60, TimeUnit.SECONDS), () -> "stuck: " + sink.status());
        sink.store(Batches.received("VAN-" + seq % 1000, 7, seq, 1))
            .whenComplete((done, failure) -> room.release());
      }
      assertTrue(room.tryAcquire(5_000, 60, TimeUnit.SECONDS));
      assertEquals(total, sink.status().stored());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("Kafka: %.0f batches/s%n", total / seconds);
    assertTrue(total / seconds > 1_000);
  }
}
