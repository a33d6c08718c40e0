package io.obdio.socketio.fleet.kafka;

import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.fleet.kafka.InFlightRecords.InFlightRecord;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a broker on which the batches come from a topic of Kafka: everything else passes
 * to and from the MQTT broker. The vehicles were acknowledged by the node that has written the
 * batches to Kafka, so acknowledgements of this node are not published: they show which offsets can
 * be committed. A batch that the node does not acknowledge is handed to it again.
 *
 * <p>Threads: {@code obdio-fleet-kafka-source} receives from Kafka and calls the receiver of
 * batches. Any thread may call the methods.
 */
public final class KafkaSource implements MessageBroker {

  private static final long CLOSE_MILLIS = 5_000;
  private static final String SHARED = "$share/";

  private final MessageBroker broker;
  private final Topics topics;
  private final InFlightRecords underway = new InFlightRecords();
  private final SourceLoop loop;
  private final Thread thread;
  private volatile @Nullable Consumer<BrokerMessage> receiver;

  KafkaSource(
      MessageBroker broker,
      Topics topics,
      KafkaAddress address,
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
    this.broker = broker;
    this.topics = topics;
    this.loop = new SourceLoop(address, consumer, underway, this::receive);
    this.thread = DaemonThreads.create("obdio-fleet-kafka-source", loop);
  }

  /**
   * Creates a connection, which is not started. The topic is created if there is none.
   *
   * @param broker connection for everything but batches; closed with this
   * @param topics names of the topics
   * @param address of the topic of Kafka
   * @param group name of the nodes that share the partitions
   * @throws IOException with a text for people if the topic cannot be used
   */
  public static KafkaSource open(
      MessageBroker broker, Topics topics, KafkaAddress address, String group) throws IOException {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address.servers());
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, "obdio-fleet-source");
    KafkaTopics.require(address, KafkaSinkOptions.PARTITIONS, config);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, SourceLoop.MOST_UNDERWAY / 4);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
    config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    try {
      return new KafkaSource(
          broker,
          topics,
          address,
          new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()));
    } catch (KafkaException e) {
      throw new IOException(address + ": " + KafkaFailures.text(e), e);
    }
  }

  @Override
  public void start() {
    broker.start();
    thread.start();
  }

  private void receive(InFlightRecord record) {
    Consumer<BrokerMessage> to = receiver;
    if (to != null) {
      to.accept(BrokerMessage.atLeastOnce(topics.data(record.vehicle()), record.value()));
    }
  }

  private boolean isData(String filter) {
    return filter.startsWith(SHARED) && filter.endsWith("/" + topics.data("+"))
        || filter.equals(topics.data("+"));
  }

  @Override
  public CompletableFuture<@Nullable Void> subscribe(
      String filter, int qos, Consumer<BrokerMessage> handler) {
    if (isData(filter)) {
      receiver = handler;
      return CompletableFuture.completedFuture(null);
    }
    // Those of the nodes that write to Kafka would make every batch a duplicate.
    return filter.equals(topics.ack("+"))
        ? CompletableFuture.completedFuture(null)
        : broker.subscribe(filter, qos, handler);
  }

  @Override
  public void unsubscribe(String filter) {
    if (isData(filter)) {
      receiver = null;
    } else if (!filter.equals(topics.ack("+"))) {
      broker.unsubscribe(filter);
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> publish(BrokerMessage message) {
    String vehicle = topics.vehicle(message.topic()).orElse("");
    if (!message.topic().equals(topics.ack(vehicle))) {
      return broker.publish(message);
    }
    try {
      underway.acknowledge(vehicle, Acknowledgement.decode(message.payload()));
      return CompletableFuture.completedFuture(null);
    } catch (BatchException e) {
      return CompletableFuture.failedFuture(new IOException(e));
    }
  }

  /** Returns whether the broker is connected and no failure has ended the reception from Kafka. */
  @Override
  public boolean isConnected() {
    return broker.isConnected() && !loop.hasFailed();
  }

  @Override
  public void addListener(BrokerListener listener) {
    broker.addListener(listener);
  }

  @Override
  public void removeListener(BrokerListener listener) {
    broker.removeListener(listener);
  }

  /** Returns the number of batches that the node has received and not acknowledged. */
  public int pending() {
    return underway.size();
  }

  @Override
  public void close() {
    loop.end();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    broker.close();
  }

  /** Returns the time for {@link InFlightRecords}. */
  static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
