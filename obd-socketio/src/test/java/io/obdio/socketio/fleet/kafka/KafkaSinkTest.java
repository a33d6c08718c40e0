package io.obdio.socketio.fleet.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.fleet.BatchClock;
import io.obdio.socketio.fleet.Batches;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.HistorySinkContract;
import io.obdio.socketio.fleet.UnstorableBatchException;
import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchParts;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.TextSeries;
import io.obdio.socketio.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The store in Kafka: the contract of stores with the producer for tests of Kafka's client. */
class KafkaSinkTest extends HistorySinkContract {

  private static final KafkaSinkOptions OPTIONS =
      KafkaSinkOptions.of(new KafkaAddress("127.0.0.1:9092", "obdio"));

  private MockProducer<String, byte[]> producer = producer(true);

  private static MockProducer<String, byte[]> producer(boolean completes) {
    return new MockProducer<>(completes, null, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  protected HistorySink open() {
    return new KafkaSink(OPTIONS, producer);
  }

  @Override
  protected HistorySink openStalled(int room) {
    producer = producer(false);
    return new KafkaSink(new KafkaSinkOptions(OPTIONS.address(), 12, room, 1 << 20), producer);
  }

  @Override
  protected List<Key> stored() {
    return producer.history().stream()
        .map(
            record ->
                new Key(
                    record.key(),
                    KafkaRecords.number(record.headers(), KafkaRecords.EPOCH).orElseThrow(),
                    KafkaRecords.number(record.headers(), KafkaRecords.SEQ).orElseThrow()))
        .toList();
  }

  @Override
  protected boolean restores() {
    return false;
  }

  @Test
  void aRecordHasTheDocumentedForm() throws Exception {
    try (HistorySink sink = open()) {
      await(sink.store(Batches.received("VAN-1", 7, 3, 2)));
    }
    ProducerRecord<String, byte[]> record = producer.history().get(0);
    assertEquals("obdio", record.topic());
    assertEquals("VAN-1", record.key());
    assertEquals('{', record.value()[0]);
    assertEquals(Batches.batch(7, 3, 2), BatchCodec.decode(record.value(), Dictionary.NONE));
    assertEquals(
        "vehicle",
        new String(record.headers().lastHeader("clock").value(), StandardCharsets.UTF_8));
    assertEquals(
        Batches.TIME + 30_000, KafkaRecords.number(record.headers(), "time").orElseThrow());
  }

  private static VehicleBatch received(DataBatch batch) {
    return new VehicleBatch(
        "VAN-1", batch, new byte[0], Batches.TIME + 1_000, batch.time(), BatchClock.VEHICLE);
  }

  /** The JSON of a batch of 1 MB, such as the format delta has, can be longer than a record. */
  @Test
  void aLargeBatchIsDividedAndStoredWhenAllPartsAre() throws Exception {
    producer = producer(false);
    DataBatch batch = Batches.large(7, 3, 60_000);
    try (HistorySink sink = open()) {
      CompletableFuture<?> stored = sink.store(received(batch));
      Await.until("the producer has all parts", () -> producer.history().size() == 2);
      assertTrue(producer.completeNext());
      assertFalse(stored.isDone());
      assertEquals(1, sink.status().pending());
      assertTrue(producer.completeNext());
      await(stored);
      assertEquals(1, sink.status().stored());
      assertEquals(0, sink.status().pending());
    }
    List<DataBatch> parts = new ArrayList<>();
    for (ProducerRecord<String, byte[]> record : producer.history()) {
      assertTrue(record.value().length <= KafkaRecords.MAX_VALUE);
      assertEquals("VAN-1", record.key());
      assertEquals(3, KafkaRecords.number(record.headers(), KafkaRecords.SEQ).orElseThrow());
      assertEquals(2, KafkaRecords.number(record.headers(), KafkaRecords.PARTS).orElseThrow());
      parts.add(BatchCodec.decode(record.value(), Dictionary.NONE));
      assertEquals(
          parts.size(), KafkaRecords.number(record.headers(), KafkaRecords.PART).orElseThrow());
    }
    assertEquals(batch, BatchParts.join(parts));
  }

  @Test
  void aLargeBatchFailsWithAnyOfItsParts() throws Exception {
    producer = producer(false);
    try (HistorySink sink = open()) {
      CompletableFuture<?> stored = sink.store(received(Batches.large(7, 3, 60_000)));
      Await.until("the producer has all parts", () -> producer.history().size() == 2);
      assertTrue(producer.completeNext());
      assertTrue(producer.errorNext(new NotLeaderOrFollowerException("no leader")));
      assertThrows(IOException.class, () -> await(stored));
      assertEquals(0, sink.status().stored());
      assertEquals(1, sink.status().failed());
      assertEquals(0, sink.status().pending());
    }
  }

  @Test
  void aSampleThatIsLongerThanARecordCannotBeStored() throws Exception {
    TextSeries text = TextSeries.builder("TEXT").add(0, "x".repeat(1_000_000)).build();
    DataBatch batch =
        new DataBatch(7, 3, 1, 1, Batches.TIME, true, 0, "", List.of(), List.of(text));
    try (HistorySink sink = open()) {
      String reason =
          assertThrows(UnstorableBatchException.class, () -> await(sink.store(received(batch))))
              .getMessage();
      assertTrue(reason.startsWith("batch 3 of epoch 7 of VAN-1: a sample of 1000"), reason);
    }
    assertEquals(List.of(), producer.history());
  }

  @Test
  void aFailureIsReportedUntilABatchIsStored() throws Exception {
    producer = producer(false);
    try (HistorySink sink = open()) {
      CompletableFuture<?> first = sink.store(Batches.received("VAN-1", 7, 1, 1));
      Await.until(
          "the producer has it",
          () -> producer.errorNext(new NotLeaderOrFollowerException("no leader")));
      IOException failure = assertThrows(IOException.class, () -> await(first));
      assertTrue(String.valueOf(failure.getMessage()).contains("no leader"));
      assertEquals("no leader", sink.status().failure());
      CompletableFuture<?> second = sink.store(Batches.received("VAN-1", 7, 1, 1));
      Await.until("the producer has it", () -> producer.completeNext());
      await(second);
      assertEquals("", sink.status().failure());
      assertEquals(1, sink.status().failed());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kafka:127.0.0.1:9092/obdio, 127.0.0.1:9092, obdio",
    "'kafka:a.example:1,b.example:2/fleet.data-1', 'a.example:1,b.example:2', fleet.data-1",
    "kafka:[::1]:9092/x, [::1]:9092, x",
  })
  void parsesAddresses(String text, String servers, String topic) {
    assertEquals(new KafkaAddress(servers, topic), KafkaAddress.parse(text));
    assertEquals(text, KafkaAddress.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka:",
        "kafka:host/topic",
        "kafka:host:9092",
        "kafka:host:9092/",
        "kafka:h:1/a b"
      })
  void refusesOtherAddresses(String text) {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> KafkaAddress.parse(text))
            .getMessage()
            .contains("kafka:127.0.0.1:9092/obdio"));
  }
}
