package io.obdio.socketio.fleet.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.obdio.socketio.fleet.BatchClock;
import io.obdio.socketio.fleet.Batches;
import io.obdio.socketio.fleet.UnstorableBatchException;
import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaSourceTest {

  /** A node that receives nothing any more must not report that all is well. */
  @Test
  void isNotConnectedAfterAFailureThatEndsTheReception() {
    MessageBroker broker = mock(MessageBroker.class);
    when(broker.isConnected()).thenReturn(true);
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    KafkaAddress address = new KafkaAddress("127.0.0.1:9092", "obdio");
    try (KafkaSource source = new KafkaSource(broker, Topics.DEFAULT, address, consumer)) {
      assertTrue(source.isConnected());
      consumer.setPollException(new TopicAuthorizationException("not authorized"));
      source.start();
      Await.until("the failure is noticed", () -> !source.isConnected());
    }
  }

  /** The group excludes a node that was too slow: its batches are read again, by it or another. */
  @Test
  void readsOnAfterACommitThatTheGroupRefused() {
    MessageBroker broker = mock(MessageBroker.class);
    when(broker.isConnected()).thenReturn(true);
    AtomicInteger refused = new AtomicInteger();
    MockConsumer<String, byte[]> consumer =
        new MockConsumer<>("earliest") {
          @Override
          public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            refused.incrementAndGet();
            throw new CommitFailedException("another member has the partitions");
          }
        };
    TopicPartition first = new TopicPartition("obdio", 0);
    TopicPartition second = new TopicPartition("obdio", 1);
    Queue<String> received = new ConcurrentLinkedQueue<>();
    KafkaAddress address = new KafkaAddress("127.0.0.1:9092", "obdio");
    try (KafkaSource source = new KafkaSource(broker, Topics.DEFAULT, address, consumer)) {
      source.subscribe(
          "$share/nodes/" + Topics.DEFAULT.data("+"), message -> received.add(message.topic()));
      consumer.schedulePollTask(
          () -> {
            consumer.rebalance(List.of(first));
            consumer.updateBeginningOffsets(Map.of(first, 0L));
            consumer.addRecord(record(0, "VAN-1"));
          });
      consumer.schedulePollTask(
          () -> {
            // The offset is due for a commit when the partition is taken away.
            var unused =
                source.publish(
                    BrokerMessage.atLeastOnce(
                        Topics.DEFAULT.ack("VAN-1"),
                        new Acknowledgement(1, 1, List.of()).encode()));
            consumer.rebalance(List.of(second));
            consumer.updateBeginningOffsets(Map.of(second, 0L));
            consumer.addRecord(record(1, "VAN-2"));
          });
      source.start();
      Await.until("both batches arrive", () -> received.size() == 2);
      assertEquals(List.of("obdio/VAN-1/data", "obdio/VAN-2/data"), List.copyOf(received));
      assertEquals(1, refused.get());
      assertTrue(source.isConnected());
    }
  }

  /** The node receives the batch as one, in a format that is short enough. */
  @Test
  void aBatchOfSeveralRecordsIsHandedOverAsOne() {
    MessageBroker broker = mock(MessageBroker.class);
    when(broker.isConnected()).thenReturn(true);
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    DataBatch batch = Batches.large(7, 3, 60_000);
    TopicPartition partition = new TopicPartition("obdio", 0);
    KafkaAddress address = new KafkaAddress("127.0.0.1:9092", "obdio");
    Queue<BrokerMessage> received = new ConcurrentLinkedQueue<>();
    try (KafkaSource source = new KafkaSource(broker, Topics.DEFAULT, address, consumer)) {
      source.subscribe("$share/nodes/" + Topics.DEFAULT.data("+"), received::add);
      consumer.schedulePollTask(
          () -> {
            consumer.rebalance(List.of(partition));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            records(batch).forEach(consumer::addRecord);
          });
      source.start();
      Await.until("the batch arrives", () -> !received.isEmpty());
      assertEquals(batch, decode(received.remove()));
      assertEquals(2, source.pending());
      assertTrue(committed(consumer, partition) <= 0);
      var unused =
          source.publish(
              BrokerMessage.atLeastOnce(
                  Topics.DEFAULT.ack("VAN-1"), new Acknowledgement(7, 3, List.of()).encode()));
      assertEquals(0, source.pending());
      Await.until("both records are committed", () -> committed(consumer, partition) == 2);
      assertTrue(received.isEmpty());
    }
  }

  private static long committed(MockConsumer<String, byte[]> consumer, TopicPartition partition) {
    OffsetAndMetadata done = consumer.committed(Set.of(partition)).get(partition);
    return done == null ? -1 : done.offset();
  }

  private static DataBatch decode(BrokerMessage message) {
    try {
      return BatchCodec.decode(message.payload(), Dictionary.NONE);
    } catch (BatchException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the records of a batch as the store in Kafka writes them. */
  private static List<ConsumerRecord<String, byte[]>> records(DataBatch batch) {
    VehicleBatch stored =
        new VehicleBatch(
            "VAN-1", batch, new byte[0], batch.time(), batch.time(), BatchClock.VEHICLE);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try {
      for (ProducerRecord<String, byte[]> each : KafkaRecords.of("obdio", stored)) {
        ConsumerRecord<String, byte[]> record =
            new ConsumerRecord<>("obdio", 0, records.size(), each.key(), each.value());
        each.headers().forEach(header -> record.headers().add(header));
        records.add(record);
      }
    } catch (UnstorableBatchException e) {
      throw new AssertionError(e);
    }
    return records;
  }

  private static ConsumerRecord<String, byte[]> record(int partition, String vehicle) {
    byte[] value =
        BatchCodec.encode(Batches.batch(1, 1, 1), BatchFormat.JSON_PLAIN, Dictionary.NONE);
    return new ConsumerRecord<>("obdio", partition, 0, vehicle, value);
  }
}
