package io.obdio.socketio.fleet.face;

import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A broker in memory: it delivers on the thread of the sender and keeps retained messages. */
final class FaceBroker implements MessageBroker {

  private final Map<String, Consumer<BrokerMessage>> handlers = new ConcurrentHashMap<>();
  private final Map<String, BrokerMessage> retained = new ConcurrentHashMap<>();
  private final List<BrokerListener> listeners = new CopyOnWriteArrayList<>();
  final List<BrokerMessage> published = new CopyOnWriteArrayList<>();
  volatile boolean connected = true;

  @Override
  public void start() {}

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public CompletableFuture<Void> publish(BrokerMessage message) {
    if (!connected) {
      return CompletableFuture.failedFuture(new IOException("not connected"));
    }
    published.add(message);
    deliver(message);
    return CompletableFuture.completedFuture(null);
  }

  /** Delivers a message of another client. */
  void deliver(BrokerMessage message) {
    if (message.retained()) {
      retained.put(message.topic(), message);
    }
    handlers.forEach(
        (filter, handler) -> {
          if (matches(filter, message.topic())) {
            handler.accept(message);
          }
        });
  }

  void deliver(String topic, String text) {
    deliver(BrokerMessage.atMostOnce(topic, text.getBytes(StandardCharsets.UTF_8)));
  }

  void retain(String topic, String text) {
    deliver(BrokerMessage.atMostOnce(topic, text.getBytes(StandardCharsets.UTF_8)).retain());
  }

  private static boolean matches(String filter, String topic) {
    String[] requested = filter.split("/");
    String[] given = topic.split("/");
    for (int i = 0; i < requested.length; i++) {
      if (requested[i].equals("#")) {
        return true;
      }
      if (i >= given.length || !requested[i].equals("+") && !requested[i].equals(given[i])) {
        return false;
      }
    }
    return requested.length == given.length;
  }

  @Override
  public CompletableFuture<Void> subscribe(String filter, Consumer<BrokerMessage> handler) {
    handlers.put(filter, handler);
    retained.values().stream().filter(message -> matches(filter, message.topic())).forEach(handler);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void unsubscribe(String filter) {
    handlers.remove(filter);
  }

  /** Returns the filters of all subscriptions, sorted. */
  Set<String> filters() {
    return new TreeSet<>(handlers.keySet());
  }

  @Override
  public void addListener(BrokerListener listener) {
    listeners.add(listener);
  }

  void reconnected() {
    listeners.forEach(BrokerListener::connected);
  }

  @Override
  public void close() {}
}
