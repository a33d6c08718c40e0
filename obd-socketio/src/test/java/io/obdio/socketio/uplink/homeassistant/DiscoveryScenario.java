package io.obdio.socketio.uplink.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.BrokerMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An engine in virtual time, between a broker that keeps messages and Home Assistant. */
abstract class DiscoveryScenario {

  private static final DiscoverySchedule.Timing TIMING =
      new DiscoverySchedule.Timing(3_000, 2_000, 15_000, 5_000, 5_000);
  static final String DEVICE = "homeassistant/device/obdio_VAN-1/config";

  final Map<String, byte[]> broker = new TreeMap<>();
  final TestHomeAssistant homeAssistant = new TestHomeAssistant(TestDiscovery.PREFIX);
  final List<String> published = new ArrayList<>();
  DiscoverySchedule discovery = create(TestDiscovery.options(DiscoveryStyle.DEVICE), name -> true);
  long now;

  static DiscoverySchedule create(HomeAssistantOptions options, Predicate<String> selected) {
    return create(options, TestDiscovery.VAN, selected);
  }

  static DiscoverySchedule create(
      HomeAssistantOptions options, VehicleDevice device, Predicate<String> selected) {
    Components components = new Components(TestDiscovery.TOPICS, device, options);
    return new DiscoverySchedule(
        new DiscoveryMessages(options.prefix(), components.deviceKey(), device, new JacksonJson()),
        components,
        options.style(),
        selected,
        TIMING);
  }

  /** Connects: the broker sends what it keeps. */
  void connect() {
    discovery.connected(now);
    broker.forEach((topic, payload) -> discovery.received(topic, payload, now));
  }

  /** Lets time pass; messages go to the broker and to Home Assistant. */
  void pass(long millis) {
    long end = now + millis;
    while (discovery.nextTime().orElse(Long.MAX_VALUE) <= end) {
      now = Math.max(now, discovery.nextTime().getAsLong());
      for (BrokerMessage message : discovery.due(now)) {
        published.add(message.topic());
        if (message.payload().length == 0) {
          broker.remove(message.topic());
        } else {
          broker.put(message.topic(), message.payload());
        }
        homeAssistant.discovered(message);
      }
    }
    now = end;
  }

  Set<String> entities() {
    assertEquals(List.of(), homeAssistant.errors());
    return homeAssistant.entities().keySet();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte @Nullable [] payload) {
    return payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
  }

  static String sensor(String key) {
    return "sensor obdio_VAN-1 " + key;
  }
}
