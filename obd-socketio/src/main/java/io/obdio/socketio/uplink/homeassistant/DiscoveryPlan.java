package io.obdio.socketio.uplink.homeassistant;

import io.obdio.socketio.telemetry.BrokerMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The messages that lead from what the broker keeps to the entities of a vehicle, in steps. Home
 * Assistant must have processed a step before the next one:
 *
 * <pre>
 *  an entity disappears    device message with the platform of the entity only -> without the entity
 *  other style             migrate_discovery on the old topics -> new messages -> old topics emptied
 * </pre>
 *
 * @see <a href="https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery">MQTT discovery</a>
 */
final class DiscoveryPlan {

  private final DiscoveryMessages messages;
  private final Map<String, byte[]> retained;
  private final Map<String, Component> present = new TreeMap<>();
  private final boolean all;
  private final List<List<BrokerMessage>> steps = new ArrayList<>();

  private DiscoveryPlan(
      DiscoveryMessages messages,
      Map<String, byte[]> retained,
      Collection<Component> present,
      boolean all) {
    this.messages = messages;
    this.retained = retained;
    this.all = all;
    present.forEach(component -> this.present.put(component.key(), component));
  }

  /**
   * Returns the steps, each with at least one message, which is retained; an empty payload removes
   * a message from the broker.
   *
   * @param retained payload by topic, not empty, of what the broker keeps for this vehicle
   * @param present entities of the vehicle
   * @param all whether messages are sent again that the broker keeps already
   */
  static List<List<BrokerMessage>> of(
      DiscoveryMessages messages,
      DiscoveryStyle style,
      Map<String, byte[]> retained,
      Collection<Component> present,
      boolean all) {
    DiscoveryPlan plan = new DiscoveryPlan(messages, retained, present, all);
    switch (style) {
      case DEVICE -> plan.device();
      case ENTITY -> plan.entities();
    }
    plan.steps.removeIf(List::isEmpty);
    return plan.steps;
  }

  private void device() {
    String topic = messages.deviceTopic();
    Map<String, Component> removed = removedFromDevice();
    List<BrokerMessage> old = new ArrayList<>();
    List<BrokerMessage> emptied = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : retained.entrySet()) {
      if (!entry.getKey().equals(topic)) {
        boolean moves = announces(entry.getKey(), entry.getValue());
        old.add(message(entry.getKey(), moves ? messages.migration() : DiscoveryMessages.EMPTY));
        if (moves) {
          emptied.add(message(entry.getKey(), DiscoveryMessages.EMPTY));
        }
      }
    }
    steps.add(old);
    byte[] complete = messages.deviceMessage(present.values(), List.of());
    if (removed.isEmpty()) {
      steps.add(needed(message(topic, complete)));
      steps.add(emptied);
    } else {
      steps.add(List.of(message(topic, withRemoved(removed))));
      steps.add(emptied);
      steps.add(List.of(message(topic, complete)));
    }
  }

  private void entities() {
    String device = messages.deviceTopic();
    boolean migrates = retained.containsKey(device);
    Map<String, Component> removed = removedFromDevice();
    if (!removed.isEmpty()) {
      steps.add(List.of(message(device, withRemoved(removed))));
    }
    if (migrates) {
      steps.add(List.of(message(device, messages.migration())));
    }
    Map<String, byte[]> gone = new HashMap<>(retained);
    gone.remove(device);
    List<BrokerMessage> announced = new ArrayList<>();
    for (Component component : present.values()) {
      String topic = messages.entityTopic(component);
      gone.remove(topic);
      announced.addAll(needed(message(topic, messages.entityMessage(component))));
    }
    gone.keySet().forEach(topic -> announced.add(message(topic, DiscoveryMessages.EMPTY)));
    steps.add(announced);
    if (migrates) {
      steps.add(List.of(message(device, DiscoveryMessages.EMPTY)));
    }
  }

  /** Returns the entities of the retained device message that are not present in this form. */
  private Map<String, Component> removedFromDevice() {
    byte[] payload = retained.get(messages.deviceTopic());
    Map<String, Component> removed = new TreeMap<>();
    if (payload != null) {
      for (Component component : messages.components(messages.deviceTopic(), payload)) {
        Component now = present.get(component.key());
        if (now == null || !now.platform().equals(component.platform())) {
          removed.put(component.key(), component);
        }
      }
    }
    return removed;
  }

  private byte[] withRemoved(Map<String, Component> removed) {
    List<Component> others =
        present.values().stream().filter(c -> !removed.containsKey(c.key())).toList();
    return messages.deviceMessage(others, removed.values());
  }

  /**
   * Returns whether a message of one entity announces a present one, or its migration has begun.
   */
  private boolean announces(String topic, byte[] payload) {
    List<Component> components = messages.components(topic, payload);
    return components.isEmpty()
        ? Arrays.equals(payload, messages.migration())
        : components.stream().allMatch(c -> present.containsKey(c.key()));
  }

  private static BrokerMessage message(String topic, byte[] payload) {
    return BrokerMessage.atLeastOnce(topic, payload).retain();
  }

  private List<BrokerMessage> needed(BrokerMessage message) {
    boolean kept = Arrays.equals(message.payload(), retained.get(message.topic()));
    return kept && !all ? List.of() : List.of(message);
  }
}
