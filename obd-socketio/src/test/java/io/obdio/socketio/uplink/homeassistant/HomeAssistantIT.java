package io.obdio.socketio.uplink.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.unit.Units;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.uplink.ValueText;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publisher, mosquitto and a reader that does what Home Assistant documents. */
class HomeAssistantIT {

  private static final DiscoverySchedule.Timing TIMING =
      new DiscoverySchedule.Timing(400, 100, 1_000, 300, 500);
  private static final String DEVICE = "homeassistant/device/obdio_VAN-1/config";

  @TempDir Path folder;

  private MosquittoProcess mosquitto;
  private @Nullable Vehicle vehicle;

  /** A publisher with its connection. */
  private record Vehicle(MqttBroker broker, HomeAssistantPublisher publisher)
      implements AutoCloseable {

    void publishes(List<ValueText> values) {
      publisher.valuesFound(values);
    }

    @Override
    public void close() {
      publisher.close();
      broker.close();
    }
  }

  /** A reader with its connection. */
  private record Reader(MqttBroker broker, TestHomeAssistant homeAssistant, AtomicInteger messages)
      implements AutoCloseable {

    Set<String> entities() {
      assertEquals(List.of(), homeAssistant.errors());
      return homeAssistant.entities().keySet();
    }

    void awaitEntity(String id) {
      Await.until(id, () -> entities().contains(id));
    }

    @Override
    public void close() {
      broker.close();
    }
  }

  @BeforeEach
  void startBroker() throws IOException {
    mosquitto = MosquittoProcess.start(folder);
  }

  @AfterEach
  void stopBroker() {
    closeVehicle();
    mosquitto.close();
  }

  private void closeVehicle() {
    if (vehicle != null) {
      vehicle.close();
      vehicle = null;
    }
  }

  private MqttBroker connection(String id) throws IOException {
    return new MqttBroker(
        MqttOptions.at(mosquitto.uri(), id)
            .sessionExpiry(Duration.ZERO)
            .reconnect(Duration.ofMillis(50), Duration.ofMillis(200))
            .build());
  }

  private Vehicle vehicle(DiscoveryStyle style) throws IOException {
    MqttBroker broker = connection("vehicle");
    HomeAssistantPublisher publisher =
        HomeAssistantPublisher.start(
            broker,
            TestDiscovery.TOPICS,
            TestDiscovery.VAN,
            TestDiscovery.options(style),
            name -> !name.equals("OLD"),
            new JacksonJson(),
            TIMING);
    broker.start();
    Vehicle started = new Vehicle(broker, publisher);
    vehicle = started;
    return started;
  }

  private Reader homeAssistant() throws Exception {
    MqttBroker broker = connection("home-assistant");
    TestHomeAssistant homeAssistant = new TestHomeAssistant(TestDiscovery.PREFIX);
    AtomicInteger messages = new AtomicInteger();
    broker.start();
    Await.value(
        broker.subscribe(
            "homeassistant/#",
            message -> {
              if (message.topic().endsWith("/config")) {
                messages.incrementAndGet();
              }
              homeAssistant.discovered(message);
            }));
    return new Reader(broker, homeAssistant, messages);
  }

  private static void send(MqttBroker broker, String topic, String payload, boolean retain)
      throws Exception {
    BrokerMessage message = BrokerMessage.atLeastOnce(topic, payload);
    Await.value(broker.publish(retain ? message.retain() : message).thenApply(done -> true));
  }

  @Test
  void aLaterReaderFindsTheVehicle() throws Exception {
    vehicle(DiscoveryStyle.DEVICE).publishes(TestDiscovery.someValues());
    try (Reader first = homeAssistant()) {
      first.awaitEntity("sensor obdio_VAN-1 RPM");
    }
    closeVehicle();
    try (Reader second = homeAssistant()) {
      second.awaitEntity("sensor obdio_VAN-1 RPM");
      assertEquals(9, second.entities().size());
    }
  }

  @Test
  void aBrokerThatWasKilledReceivesEverythingAgain() throws Exception {
    vehicle(DiscoveryStyle.DEVICE).publishes(TestDiscovery.someValues());
    try (Reader before = homeAssistant()) {
      before.awaitEntity("sensor obdio_VAN-1 RPM");
      mosquitto.kill();
      before.messages().set(0);
      mosquitto.restart();
      Await.until("the message", () -> before.messages().get() > 0);
      before.awaitEntity("sensor obdio_VAN-1 RPM");
      assertEquals(List.of(), before.homeAssistant().removed());
    }
    try (Reader after = homeAssistant()) {
      after.awaitEntity("sensor obdio_VAN-1 RPM");
    }
  }

  @Test
  void theBirthOfHomeAssistantIsAnswered() throws Exception {
    vehicle(DiscoveryStyle.DEVICE).publishes(TestDiscovery.someValues());
    try (Reader reader = homeAssistant()) {
      reader.awaitEntity("sensor obdio_VAN-1 RPM");
      reader.messages().set(0);
      send(reader.broker(), "homeassistant/status", "offline", false);
      send(reader.broker(), "homeassistant/status", "online", false);
      Await.until("the message", () -> reader.messages().get() > 0);
      assertEquals(9, reader.entities().size());
    }
  }

  @Test
  void aRestartOfTheVehicleRemovesNothing() throws Exception {
    vehicle(DiscoveryStyle.DEVICE).publishes(TestDiscovery.someValues());
    try (Reader reader = homeAssistant()) {
      reader.awaitEntity("sensor obdio_VAN-1 RPM");
      closeVehicle();
      vehicle(DiscoveryStyle.DEVICE)
          .publishes(List.of(TestDiscovery.number("MAF", "Air Flow", Units.GRAM_PER_SECOND)));
      reader.awaitEntity("sensor obdio_VAN-1 MAF");
      assertTrue(reader.entities().contains("sensor obdio_VAN-1 RPM"));
      assertEquals(List.of(), reader.homeAssistant().removed());
    }
  }

  @Test
  void aChangeOfTheStyleKeepsTheRegistry() throws Exception {
    vehicle(DiscoveryStyle.DEVICE).publishes(TestDiscovery.someValues());
    try (Reader reader = homeAssistant()) {
      reader.awaitEntity("sensor obdio_VAN-1 RPM");
      Set<String> before = reader.entities();
      Map<String, String> registry = reader.homeAssistant().registry();
      closeVehicle();
      vehicle(DiscoveryStyle.ENTITY);
      Await.until(
          "one message for each entity",
          () -> reader.homeAssistant().entities().keySet().equals(before) && !isRetained(DEVICE));
      closeVehicle();
      vehicle(DiscoveryStyle.DEVICE);
      Await.until(
          "one message again",
          () ->
              reader.homeAssistant().entities().values().stream()
                      .allMatch(entity -> entity.topic().equals(DEVICE))
                  && reader.homeAssistant().entities().size() == before.size()
                  && !isRetained("homeassistant/sensor/obdio_VAN-1/RPM/config"));
      assertEquals(before, reader.entities());
      assertEquals(registry, reader.homeAssistant().registry());
      assertEquals(List.of(), reader.homeAssistant().removed());
    }
  }

  @Test
  void aValueThatIsNotPublishedAnyMoreIsRemoved() throws Exception {
    try (MqttBroker earlier = connection("earlier");
        Reader reader = homeAssistant()) {
      earlier.start();
      Await.until("connected", earlier::isConnected);
      Component old =
          TestDiscovery.components(TestDiscovery.options(DiscoveryStyle.DEVICE))
              .value(TestDiscovery.number("OLD", "Old value", Units.VOLT));
      byte[] payload = TestDiscovery.messages().deviceMessage(List.of(old), List.of());
      Await.value(
          earlier
              .publish(BrokerMessage.atLeastOnce(DEVICE, payload).retain())
              .thenApply(done -> true));
      reader.awaitEntity("sensor obdio_VAN-1 OLD");
      vehicle(DiscoveryStyle.DEVICE).publishes(TestDiscovery.someValues());
      reader.awaitEntity("sensor obdio_VAN-1 RPM");
      Await.until("removed", () -> reader.homeAssistant().removed().size() == 1);
      assertFalse(reader.entities().contains("sensor obdio_VAN-1 OLD"));
    }
  }

  private boolean isRetained(String topic) {
    try {
      return mosquitto.retained(topic).contains(topic);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
