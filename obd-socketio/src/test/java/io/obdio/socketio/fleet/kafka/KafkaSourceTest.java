package io.obdio.socketio.fleet.kafka;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.Await;
import org.apache.kafka.clients.consumer.MockConsumer;
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
}
