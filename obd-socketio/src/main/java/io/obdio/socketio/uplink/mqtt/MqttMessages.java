package io.obdio.socketio.uplink.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import io.obdio.socketio.telemetry.BrokerMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;

/** The conversion of messages to those of the client library and back. */
final class MqttMessages {
  private MqttMessages() {}

  /** Returns a message to send; the time to expiry is rounded up to seconds. */
  static Mqtt5Publish toPublish(BrokerMessage message) {
    Mqtt5PublishBuilder.Complete builder =
        Mqtt5Publish.builder()
            .topic(message.topic())
            .payload(ByteBuffer.wrap(message.payload()))
            .qos(message.qos() == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
            .retain(message.retained());
    if (message.responseTopic() != null) {
      builder = builder.responseTopic(message.responseTopic());
    }
    if (message.correlation() != null) {
      builder = builder.correlationData(message.correlation());
    }
    if (message.expiry() != null) {
      builder =
          builder.messageExpiryInterval(Math.max(1, message.expiry().plusMillis(999).toSeconds()));
    }
    return builder.build();
  }

  /** Returns a received message. */
  static BrokerMessage of(Mqtt5Publish publish) {
    OptionalLong expiry = publish.getMessageExpiryInterval();
    return new BrokerMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.getQos().getCode(),
        publish.isRetain(),
        publish.getResponseTopic().map(Object::toString).orElse(null),
        publish.getCorrelationData().map(MqttMessages::bytes).orElse(null),
        expiry.isPresent() ? Duration.ofSeconds(expiry.getAsLong()) : null);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
