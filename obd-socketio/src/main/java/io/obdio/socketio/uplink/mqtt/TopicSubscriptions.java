package io.obdio.socketio.uplink.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of a connection. Those without wildcards are found by the topic of a message,
 * because a server may have thousands. Not safe for use by several threads.
 */
final class TopicSubscriptions {

  private final Map<String, Subscription> exact = new HashMap<>();
  private final Map<String, Subscription> others = new LinkedHashMap<>();

  /** Adds a subscription; returns false if there is one with the filter. */
  boolean add(String filter, Subscription subscription) {
    return of(subscription).putIfAbsent(filter, subscription) == null;
  }

  private Map<String, Subscription> of(Subscription subscription) {
    return subscription.isExact() ? exact : others;
  }

  /** Removes the subscription with a filter; returns whether there was one. */
  boolean remove(String filter) {
    return exact.remove(filter) != null || others.remove(filter) != null;
  }

  /** Returns whether a subscription was not removed. */
  boolean contains(Subscription subscription) {
    return of(subscription).get(subscription.filter().toString()) == subscription;
  }

  /** Returns all subscriptions. */
  Collection<Subscription> all() {
    List<Subscription> all = new ArrayList<>(others.values());
    all.addAll(exact.values());
    return all;
  }

  /** Returns the subscriptions whose filter matches a topic. */
  List<Subscription> matching(MqttTopic topic) {
    List<Subscription> matching = new ArrayList<>(2);
    @Nullable Subscription named = exact.get(topic.toString());
    if (named != null) {
      matching.add(named);
    }
    for (Subscription other : others.values()) {
      if (other.matches(topic)) {
        matching.add(other);
      }
    }
    return matching;
  }
}
