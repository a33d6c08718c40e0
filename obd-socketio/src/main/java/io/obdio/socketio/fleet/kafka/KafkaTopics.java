package io.obdio.socketio.fleet.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of a fleet, which is created if it does not exist. */
final class KafkaTopics {

  private static final Logger log = LoggerFactory.getLogger(KafkaTopics.class);
  private static final int WAIT_SECONDS = 15;

  private KafkaTopics() {}

  /**
   * Creates the topic unless it exists.
   *
   * @param partitions of a new topic
   * @param config of the client
   * @throws IOException with a text for people if there is no topic
   */
  static void require(KafkaAddress address, int partitions, Map<String, Object> config)
      throws IOException {
    Map<String, Object> limited = new HashMap<>(config);
    // Closing the client waits for its requests, for a minute by default.
    limited.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (WAIT_SECONDS + 1) * 1000);
    limited.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (WAIT_SECONDS + 1) * 1000);
    try (Admin admin = Admin.create(limited)) {
      if (exists(admin, address.topic())) {
        return;
      }
      // The cluster has a default for the number of copies.
      NewTopic topic = new NewTopic(address.topic(), Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(topic)).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
      log.info("created {} with {} partitions", address, partitions);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IOException(
            address + ": the topic cannot be created: " + KafkaFailures.text(e), e);
      }
    } catch (TimeoutException | KafkaException e) {
      throw new IOException(address + ": " + KafkaFailures.text(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(address + ": interrupted", e);
    }
  }

  private static boolean exists(Admin admin, String topic)
      throws ExecutionException, TimeoutException, InterruptedException, IOException {
    try {
      var unused =
          admin.describeTopics(List.of(topic)).allTopicNames().get(WAIT_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new IOException(KafkaFailures.text(e), e);
    }
  }
}
