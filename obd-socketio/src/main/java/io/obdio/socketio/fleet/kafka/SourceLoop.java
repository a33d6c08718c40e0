package io.obdio.socketio.fleet.kafka;

import io.obdio.socketio.fleet.kafka.InFlightRecords.InFlightRecord;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.BatchParts;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that receives from Kafka. It receives no more while too many batches are not
 * acknowledged, and commits what is. One thread runs it; {@link #end} may be called by any.
 */
final class SourceLoop implements Runnable {

  /** The most batches that are not acknowledged. */
  static final int MOST_UNDERWAY = 4_000;

  private static final Logger log = LoggerFactory.getLogger(SourceLoop.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Time after which a batch is handed over again: the node had no room, or could not store it. */
  private static final long OVERDUE_MILLIS = 10_000;

  private static final long PAUSE_MILLIS = 1_000;
  private static final Duration CLOSE = Duration.ofSeconds(3);

  private final KafkaAddress address;
  private final Consumer<String, byte[]> consumer;
  private final InFlightRecords underway;
  private final java.util.function.Consumer<InFlightRecord> receiver;
  private final PartAssembly parts = new PartAssembly();
  private volatile boolean ending;
  private volatile boolean failed;

  SourceLoop(
      KafkaAddress address,
      Consumer<String, byte[]> consumer,
      InFlightRecords underway,
      java.util.function.Consumer<InFlightRecord> receiver) {
    this.address = address;
    this.consumer = consumer;
    this.underway = underway;
    this.receiver = receiver;
  }

  /** Returns whether a failure has ended the loop. */
  boolean hasFailed() {
    return failed;
  }

  void end() {
    ending = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try {
      consumer.subscribe(List.of(address.topic()), new Partitions());
      while (!ending) {
        turn();
      }
      commit(true);
    } catch (WakeupException e) {
      log.debug("the source ends", e);
    } catch (InterruptedException e) {
      log.debug("the source is interrupted", e);
    } catch (KafkaException e) {
      failed = true;
      log.error("{}: no more batches are received: {}", address, KafkaFailures.text(e), e);
    } catch (RuntimeException e) {
      failed = true;
      log.error("{}: no more batches are received", address, e);
    } finally {
      close();
    }
  }

  private void turn() throws InterruptedException {
    try {
      Set<TopicPartition> all = consumer.assignment();
      if (underway.size() >= MOST_UNDERWAY) {
        consumer.pause(all);
      } else {
        consumer.resume(all);
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        take(record);
      }
      underway.overdue(KafkaSource.now(), OVERDUE_MILLIS).forEach(this::deliver);
      commit(false);
    } catch (WakeupException e) {
      log.debug("the source ends", e);
    } catch (org.apache.kafka.common.errors.RetriableException e) {
      log.warn("{}: {}", address, KafkaFailures.text(e));
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    OptionalLong epoch = KafkaRecords.number(record.headers(), KafkaRecords.EPOCH);
    OptionalLong seq = KafkaRecords.number(record.headers(), KafkaRecords.SEQ);
    if (record.key() == null || record.value() == null || !Topics.isVehicle(record.key())) {
      skip(record, "its key is not the id of a vehicle");
      return;
    }
    try {
      if (epoch.isEmpty() || seq.isEmpty()) { // written by another program
        DataBatch batch = BatchCodec.decode(record.value(), Dictionary.NONE);
        epoch = OptionalLong.of(batch.epoch());
        seq = OptionalLong.of(batch.seq());
      }
    } catch (BatchException e) {
      skip(record, String.valueOf(e.getMessage()));
      return;
    }
    InFlightRecords.Part part = part(record);
    if (part.number() < 1 || part.number() > part.count()) {
      skip(record, "the number of its part is not valid");
      return;
    }
    InFlightRecord taken =
        new InFlightRecord(
            record.partition(),
            record.offset(),
            record.key(),
            epoch.getAsLong(),
            seq.getAsLong(),
            part,
            record.value());
    underway.add(taken, KafkaSource.now());
    parts.expire(record.partition(), record.timestamp()).forEach(this::abandon);
    deliver(taken);
  }

  private static InFlightRecords.Part part(ConsumerRecord<String, byte[]> record) {
    long number = KafkaRecords.number(record.headers(), KafkaRecords.PART).orElse(1);
    long count = KafkaRecords.number(record.headers(), KafkaRecords.PARTS).orElse(1);
    return new InFlightRecords.Part(
        (int) Math.min(number, Integer.MAX_VALUE),
        (int) Math.min(count, Integer.MAX_VALUE),
        record.timestamp());
  }

  /** Hands a batch over, one in several parts when all of them were received. */
  private void deliver(InFlightRecord record) {
    if (record.part().count() == 1) {
      receiver.accept(record);
      return;
    }
    List<InFlightRecord> all = parts.add(record);
    if (!all.isEmpty()) {
      try {
        receiver.accept(join(all));
      } catch (BatchException | IllegalArgumentException e) {
        log.error(
            "{}: batch {} of {} cannot be put together and is left out: {}",
            address,
            record.seq(),
            record.vehicle(),
            e.getMessage());
        all.forEach(underway::abandon);
      }
    }
  }

  /** Returns a record with the whole batch, in the format that is short enough. */
  private static InFlightRecord join(List<InFlightRecord> parts) throws BatchException {
    List<DataBatch> batches = new ArrayList<>();
    for (InFlightRecord part : parts) {
      batches.add(BatchCodec.decode(part.value(), Dictionary.NONE));
    }
    byte[] value = BatchCodec.encode(BatchParts.join(batches), BatchFormat.DELTA, Dictionary.NONE);
    DataBatch readable = BatchCodec.decode(value, Dictionary.NONE); // its limits are others
    InFlightRecord last = parts.get(parts.size() - 1);
    return new InFlightRecord(
        last.partition(),
        last.offset(),
        last.vehicle(),
        readable.epoch(),
        readable.seq(),
        last.part(),
        value);
  }

  private void abandon(InFlightRecord record) {
    log.warn(
        "{}: batch {} of {} is not complete; its vehicle sends it again",
        address,
        record.seq(),
        record.vehicle());
    underway.abandon(record);
  }

  private void skip(ConsumerRecord<String, byte[]> record, String why) {
    log.debug(
        "{}: record {} of partition {}: {}", address, record.offset(), record.partition(), why);
    underway.skip(record.partition(), record.offset());
  }

  private void commit(boolean last) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    underway
        .takeCommits()
        .forEach(
            (partition, offset) ->
                offsets.put(
                    new TopicPartition(address.topic(), partition), new OffsetAndMetadata(offset)));
    if (offsets.isEmpty()) {
      return;
    }
    if (last) {
      try {
        consumer.commitSync(offsets, CLOSE);
      } catch (CommitFailedException e) { // the group has excluded this node, which was too slow
        log.warn("{}: another node reads some batches again: {}", address, KafkaFailures.text(e));
      }
    } else {
      consumer.commitAsync(
          offsets,
          (done, failure) -> {
            if (failure != null) {
              log.debug("{}: offsets are not committed", address, failure);
            }
          });
    }
  }

  private void close() {
    try {
      consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE));
    } catch (KafkaException e) {
      log.debug("the consumer did not end in an orderly manner", e);
    }
  }

  /** The handler of changes of the partitions: it forgets those that other nodes have. */
  private final class Partitions implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit(true);
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      partitions.forEach(
          partition -> {
            underway.revoke(partition.partition());
            parts.revoke(partition.partition());
          });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      log.info("{}: {} partitions", address, partitions.size());
    }
  }
}
