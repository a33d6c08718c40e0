package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A broker in memory with several connections: retained messages, wildcards for one level, and
 * subscriptions that are shared by turns. It delivers on the thread of the sender.
 */
final class MemoryBroker {

  private final Map<String, BrokerMessage> retained = new LinkedHashMap<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<BrokerMessage> published = new ArrayList<>();
  private int turn;

  /** Returns a connection of a client. */
  synchronized Connection connect() {
    Connection added = new Connection();
    connections.add(added);
    return added;
  }

  /** Returns the messages that were sent on a topic. */
  synchronized List<BrokerMessage> published(String topic) {
    return published.stream().filter(message -> message.topic().equals(topic)).toList();
  }

  /** Sends a message to the subscribers, once to each group. */
  void publish(BrokerMessage message) {
    List<Consumer<BrokerMessage>> receivers = new ArrayList<>();
    synchronized (this) {
      published.add(message);
      if (message.retained()) {
        retained.put(message.topic(), message);
      }
      Map<String, List<Consumer<BrokerMessage>>> groups = new LinkedHashMap<>();
      for (Connection each : connections) {
        each.filters.forEach(
            (filter, handler) -> {
              if (each.connected && matches(filter, message.topic())) {
                String group = filter.startsWith("$share/") ? filter : filter + each.hashCode();
                groups.computeIfAbsent(group, g -> new ArrayList<>()).add(handler);
              }
            });
      }
      turn++;
      groups.values().forEach(group -> receivers.add(group.get(turn % group.size())));
    }
    BrokerMessage live =
        new BrokerMessage(message.topic(), message.payload(), 1, false, null, null, null);
    receivers.forEach(receiver -> receiver.accept(live));
  }

  private static boolean matches(String filter, String topic) {
    String pattern = filter.replaceFirst("^\\$share/[^/]+/", "");
    return topic.matches(pattern.replace("+", "[^/]+"));
  }

  /** A connection of a client. */
  final class Connection implements MessageBroker {
    private final Map<String, Consumer<BrokerMessage>> filters = new LinkedHashMap<>();
    private volatile boolean connected = true;

    void setConnected(boolean now) {
      connected = now;
    }

    @Override
    public void start() {}

    @Override
    public boolean isConnected() {
      return connected;
    }

    @Override
    public CompletableFuture<@Nullable Void> publish(BrokerMessage message) {
      if (!connected) {
        return CompletableFuture.failedFuture(new IOException("not connected"));
      }
      MemoryBroker.this.publish(message);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<@Nullable Void> subscribe(
        String filter, Consumer<BrokerMessage> handler) {
      List<BrokerMessage> kept;
      synchronized (MemoryBroker.this) {
        filters.put(filter, handler);
        kept = retained.values().stream().filter(m -> matches(filter, m.topic())).toList();
      }
      kept.forEach(handler);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void unsubscribe(String filter) {
      synchronized (MemoryBroker.this) {
        filters.remove(filter);
      }
    }

    @Override
    public void addListener(BrokerListener listener) {}

    @Override
    public void close() {
      connected = false;
    }
  }
}
