package io.obdio.socketio.uplink.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttSharedTopicFilter;
import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import io.obdio.socketio.telemetry.BrokerMessage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A filter of topics and the handler of their messages. */
final class Subscription {

  private static final Logger log = LoggerFactory.getLogger(Subscription.class);

  private final MqttTopicFilter filter;
  private final MqttTopicFilter topics;
  private final MqttQos qos;
  private final Consumer<BrokerMessage> handler;
  private final CompletableFuture<@Nullable Void> accepted = new CompletableFuture<>();

  /**
   * Creates a subscription.
   *
   * @throws IllegalArgumentException if the filter is invalid
   */
  Subscription(String filter, int qos, Consumer<BrokerMessage> handler) {
    this.qos = qos == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE;
    this.filter = MqttTopicFilter.of(filter);
    this.topics =
        this.filter instanceof MqttSharedTopicFilter shared ? shared.getTopicFilter() : this.filter;
    this.handler = handler;
  }

  MqttQos qos() {
    return qos;
  }

  MqttTopicFilter filter() {
    return filter;
  }

  /** Returns a future that completes when the broker has accepted the subscription once. */
  CompletableFuture<@Nullable Void> accepted() {
    return accepted;
  }

  /** Returns whether the filter is the name of one topic. */
  boolean isExact() {
    return !filter.isShared() && !filter.containsWildcards();
  }

  boolean matches(MqttTopic topic) {
    return topics.matches(topic);
  }

  /** Calls the handler; what it throws is logged, for it would end the flow of messages. */
  void receive(BrokerMessage message) {
    try {
      handler.accept(message);
    } catch (RuntimeException | Error e) {
      log.error("a message of the topic {} could not be handled", message.topic(), e);
    }
  }
}
