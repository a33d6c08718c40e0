package io.obdio.socketio.fleet.kafka;

import io.obdio.socketio.fleet.UnstorableBatchException;
import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.BatchParts;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The records of batches: the key is the vehicle, the value the batch as plain JSON, headers are
 * texts. A batch whose JSON is too long for a record has several, each with some of the samples.
 */
final class KafkaRecords {

  static final String EPOCH = "epoch";
  static final String SEQ = "seq";

  /** Number of a part from 1 on, and the number of parts; absent if the batch has one record. */
  static final String PART = "part";

  static final String PARTS = "parts";

  /** The limit of a value: Kafka accepts records of 1 MiB by default. */
  static final int MAX_VALUE = 900_000;

  /** Time of the receipt in ms since 1970 UTC. */
  private static final String RECEIVED = "received";

  /** Corrected time of offset 0 in ms since 1970 UTC, and where it comes from. */
  private static final String TIME = "time";

  private static final String CLOCK = "clock";

  private KafkaRecords() {}

  /**
   * Returns the records of a batch; Kafka selects the partition by the key, so that all have the
   * same one.
   *
   * @throws UnstorableBatchException if a single sample is too long
   */
  static List<ProducerRecord<String, byte[]>> of(String topic, VehicleBatch batch)
      throws UnstorableBatchException {
    List<DataBatch> parts;
    try {
      parts = BatchParts.split(batch.batch(), MAX_VALUE);
    } catch (IllegalArgumentException e) {
      throw new UnstorableBatchException(
          "batch %d of epoch %d of %s: %s, more than a record of Kafka may have"
              .formatted(
                  batch.batch().seq(), batch.batch().epoch(), batch.vehicle(), e.getMessage()),
          e);
    }
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(parts.size());
    for (DataBatch part : parts) {
      ProducerRecord<String, byte[]> record = record(topic, batch, part);
      if (parts.size() > 1) {
        put(record.headers(), PART, Integer.toString(records.size() + 1));
        put(record.headers(), PARTS, Integer.toString(parts.size()));
      }
      records.add(record);
    }
    return records;
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, VehicleBatch batch, DataBatch part) {
    byte[] value = BatchCodec.encode(part, BatchFormat.JSON_PLAIN, Dictionary.NONE);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, null, batch.received(), batch.vehicle(), value);
    put(record.headers(), EPOCH, Long.toString(batch.batch().epoch()));
    put(record.headers(), SEQ, Long.toString(batch.batch().seq()));
    put(record.headers(), RECEIVED, Long.toString(batch.received()));
    put(record.headers(), TIME, Long.toString(batch.time()));
    put(record.headers(), CLOCK, batch.clock().name().toLowerCase(Locale.ROOT));
    return record;
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the number in a header; empty if there is none. */
  static OptionalLong number(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(new String(header.value(), StandardCharsets.UTF_8)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
