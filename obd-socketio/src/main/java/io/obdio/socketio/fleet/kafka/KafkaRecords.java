package io.obdio.socketio.fleet.kafka;

import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The records of batches: the key is the vehicle, the value the batch as plain JSON, headers are
 * texts.
 */
final class KafkaRecords {

  static final String EPOCH = "epoch";
  static final String SEQ = "seq";

  /** Time of the receipt in ms since 1970 UTC. */
  private static final String RECEIVED = "received";

  /** Corrected time of offset 0 in ms since 1970 UTC, and where it comes from. */
  private static final String TIME = "time";

  private static final String CLOCK = "clock";

  private KafkaRecords() {}

  /** Returns the record of a batch; Kafka selects the partition by the key. */
  static ProducerRecord<String, byte[]> of(String topic, VehicleBatch batch) {
    byte[] value = BatchCodec.encode(batch.batch(), BatchFormat.JSON_PLAIN, Dictionary.NONE);
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
