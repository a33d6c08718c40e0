package io.obdio.socketio.uplink.homeassistant;

import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.uplink.ValueText;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Decides when which discovery messages are published. What the broker keeps is received first: an
 * entity of an earlier run stays, also if its value has not been read since.
 *
 * <pre>
 *  connected -> collects retained messages -> publishes the steps of a plan -> waits for changes
 *                                                  ^  new values, after a while without others
 *                                                  |  start of Home Assistant, after a random time
 *                                                  +------------------------------------+
 * </pre>
 *
 * <p>It has no clock: times are milliseconds of any clock, a parameter. Not thread-safe.
 */
final class DiscoverySchedule {

  /**
   * The durations in milliseconds.
   *
   * @param quiet without a retained message after connecting until all are regarded as received
   * @param settle without a new value until entities are announced
   * @param maxSettle until entities are announced although there are still new values
   * @param step between two steps of a {@link DiscoveryPlan}
   * @param birth longest random time between the start of Home Assistant and the repetition: all
   *     vehicles of a broker receive it at once
   */
  record Timing(long quiet, long settle, long maxSettle, long step, long birth) {
    static final Timing DEFAULT = new Timing(3_000, 2_000, 15_000, 5_000, 5_000);
  }

  /** The limit of the number of entities of one vehicle, without the general ones. */
  static final int MAX_ENTITIES = 1_000;

  private static final int MAX_DEVICE_PAYLOAD = 1 << 20;
  private static final int MAX_ENTITY_PAYLOAD = 1 << 14;
  private static final int MAX_QUIET_FACTOR = 10;
  private static final long NEVER = Long.MAX_VALUE;

  private final DiscoveryMessages messages;
  private final Components components;
  private final DiscoveryStyle style;
  private final Predicate<String> selected;
  private final Timing timing;

  /** What the broker keeps, by topic. */
  private final Map<String, byte[]> retained = new HashMap<>();

  /** The entities of values, by key, in this run and in earlier ones. */
  private final Map<String, Component> entities = new LinkedHashMap<>();

  private final Queue<List<BrokerMessage>> steps = new ArrayDeque<>();
  private boolean connected;
  private boolean all;
  private long collectUntil = NEVER;
  private long collectAtMost = NEVER;
  private long firstChange = NEVER;
  private long publishAt = NEVER;
  private long nextStep = NEVER;

  /**
   * Creates an engine.
   *
   * @param selected whether a value of an earlier run is still published
   */
  DiscoverySchedule(
      DiscoveryMessages messages,
      Components components,
      DiscoveryStyle style,
      Predicate<String> selected,
      Timing timing) {
    this.messages = messages;
    this.components = components;
    this.style = style;
    this.selected = selected;
    this.timing = timing;
  }

  // ---- events

  /** Begins a connection: the broker sends what it keeps. */
  void connected(long now) {
    disconnected();
    connected = true;
    collectUntil = now + timing.quiet;
    collectAtMost = now + MAX_QUIET_FACTOR * timing.quiet;
  }

  /** Ends a connection. */
  void disconnected() {
    connected = false;
    retained.clear();
    steps.clear();
    all = false;
    collectUntil = NEVER;
    firstChange = NEVER;
    publishAt = NEVER;
    nextStep = NEVER;
  }

  /** Receives a message on one of the topics of this vehicle. */
  void received(String topic, byte[] payload, long now) {
    int limit = topic.equals(messages.deviceTopic()) ? MAX_DEVICE_PAYLOAD : MAX_ENTITY_PAYLOAD;
    if (!messages.isOwn(topic) || payload.length > limit) {
      return;
    }
    if (payload.length == 0) {
      retained.remove(topic);
    } else if (retained.containsKey(topic) || retained.size() < MAX_ENTITIES) {
      retained.put(topic, payload);
    }
    if (collects()) {
      collectUntil = Math.min(now + timing.quiet, collectAtMost);
    }
  }

  /**
   * Receives that Home Assistant has started; the messages are repeated after a delay.
   *
   * @param random 0 to 1, the share of the longest delay
   */
  void homeAssistantStarted(long now, double random) {
    all = true;
    if (connected && !collects()) {
      publishAt = Math.min(publishAt, now + (long) (random * timing.birth));
    }
  }

  /** Adds or changes values; others stay. */
  void values(Collection<ValueText> values, long now) {
    boolean changed = false;
    for (ValueText value : values) {
      changed |= add(components.value(value));
    }
    if (changed) {
      changed(now);
    }
  }

  /** Receives that the position of the vehicle is published. */
  void positionKnown(long now) {
    if (add(components.location())) {
      changed(now);
    }
  }

  /** Returns whether the entity is new or has changed. */
  private boolean add(Component entity) {
    return (entities.containsKey(entity.key()) || entities.size() < MAX_ENTITIES)
        && !entity.equals(entities.put(entity.key(), entity));
  }

  private void changed(long now) {
    if (connected && !collects()) {
      firstChange = firstChange == NEVER ? now : firstChange;
      publishAt = Math.min(now + timing.settle, firstChange + timing.maxSettle);
    }
  }

  private boolean collects() {
    return collectUntil != NEVER;
  }

  // ---- time

  /** Returns the time of the next {@link #due}; empty if only an event can cause one. */
  OptionalLong nextTime() {
    long next = steps.isEmpty() ? Math.min(collectUntil, publishAt) : nextStep;
    return next == NEVER ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** Returns the messages to publish now, retained. */
  List<BrokerMessage> due(long now) {
    if (collectUntil <= now) {
      collectUntil = NEVER;
      keepEarlier();
      publishAt = now;
    }
    if (steps.isEmpty() && publishAt <= now) {
      plan(now);
    }
    if (steps.isEmpty() || nextStep > now) {
      return List.of();
    }
    List<BrokerMessage> step = steps.remove();
    step.forEach(message -> received(message.topic(), message.payload(), now));
    nextStep = now + timing.step;
    return step;
  }

  /** Adds the entities of earlier runs whose values are still published. */
  private void keepEarlier() {
    retained.forEach(
        (topic, payload) -> {
          for (Component earlier : messages.components(topic, payload)) {
            Component kept = components.kept(earlier);
            if (kept != null
                && !entities.containsKey(kept.key())
                && isSelected(components.valueName(kept))) {
              add(kept);
            }
          }
        });
  }

  private boolean isSelected(String valueName) {
    return valueName.isEmpty() || selected.test(valueName);
  }

  private void plan(long now) {
    Map<String, Component> entitiesNow = new LinkedHashMap<>(entities);
    components.general().forEach(component -> entitiesNow.put(component.key(), component));
    steps.addAll(DiscoveryPlan.of(messages, style, retained, entitiesNow.values(), all));
    publishAt = NEVER;
    firstChange = NEVER;
    all = false;
    nextStep = now;
  }
}
