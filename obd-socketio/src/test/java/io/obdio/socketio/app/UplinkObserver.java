package io.obdio.socketio.app;

import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A client of the broker with the latest message of each topic. */
final class UplinkObserver implements AutoCloseable {
  final MqttBroker client;
  final Map<String, BrokerMessage> latest = new ConcurrentHashMap<>();
  final LinkedBlockingQueue<BrokerMessage> all = new LinkedBlockingQueue<>();

  UplinkObserver(MosquittoProcess broker) throws Exception {
    client =
        new MqttBroker(
            MqttOptions.at(broker.uri(), "observer")
                .reconnect(Duration.ofMillis(20), Duration.ofMillis(200))
                .build());
    var accepted =
        client.subscribe(
            "#",
            message -> {
              latest.put(message.topic(), message);
              all.add(message);
            });
    client.start();
    Await.value(accepted);
  }

  String text(String topic) {
    BrokerMessage message = latest.get(topic);
    return message == null ? "" : message.text();
  }

  String topic(String end) {
    return latest.keySet().stream().filter(topic -> topic.endsWith(end)).findFirst().orElse("-");
  }

  void awaitText(String topic, String expected) {
    Await.until(topic + " is " + expected, () -> text(topic).equals(expected));
  }

  @Override
  public void close() {
    client.close();
  }
}
