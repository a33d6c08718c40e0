package io.obdio.socketio.fleet.kafka;

/**
 * The options of a store in Kafka.
 *
 * @param address of the topic
 * @param partitions of the topic, if it is created
 * @param maxPending limit of batches that wait to be stored
 * @param maxPendingBytes limit of their size
 */
public record KafkaSinkOptions(
    KafkaAddress address, int partitions, int maxPending, long maxPendingBytes) {

  /** The partitions of a topic by default: the most nodes that can share it. */
  public static final int PARTITIONS = 12;

  /** Checks the ranges. */
  public KafkaSinkOptions {
    if (partitions < 1 || maxPending < 1 || maxPendingBytes < 1) {
      throw new IllegalArgumentException("a number of the store in Kafka is below 1");
    }
  }

  /** Returns the default options: 12 partitions, 20,000 batches or 64 MB that wait. */
  public static KafkaSinkOptions of(KafkaAddress address) {
    return new KafkaSinkOptions(address, PARTITIONS, 20_000, 64L << 20);
  }
}
