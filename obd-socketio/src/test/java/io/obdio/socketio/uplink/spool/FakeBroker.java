package io.obdio.socketio.uplink.spool;

import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that a test establishes and interrupts, with a record of what was sent. */
final class FakeBroker implements MessageBroker {

  private final List<BrokerMessage> sent = new ArrayList<>();
  private final Map<String, Consumer<BrokerMessage>> handlers = new HashMap<>();
  private final List<BrokerListener> listeners = new ArrayList<>();
  private boolean connected;

  @Override
  public void start() {
    connect();
  }

  void connect() {
    List<BrokerListener> all;
    synchronized (this) {
      connected = true;
      all = List.copyOf(listeners);
    }
    all.forEach(BrokerListener::connected);
  }

  void disconnect() {
    List<BrokerListener> all;
    synchronized (this) {
      connected = false;
      all = List.copyOf(listeners);
    }
    all.forEach(listener -> listener.disconnected("test"));
  }

  /** Delivers a message to its subscriber. */
  void deliver(String topic, byte[] payload) {
    Consumer<BrokerMessage> handler;
    synchronized (this) {
      handler = handlers.get(topic);
    }
    if (handler != null) {
      handler.accept(BrokerMessage.atLeastOnce(topic, payload));
    }
  }

  synchronized List<BrokerMessage> sent() {
    return List.copyOf(sent);
  }

  @Override
  public synchronized boolean isConnected() {
    return connected;
  }

  @Override
  public synchronized CompletableFuture<@Nullable Void> publish(BrokerMessage message) {
    if (!connected) {
      return CompletableFuture.failedFuture(new IOException("not connected"));
    }
    sent.add(message);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletableFuture<@Nullable Void> subscribe(
      String filter, Consumer<BrokerMessage> handler) {
    handlers.put(filter, handler);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized void unsubscribe(String filter) {
    handlers.remove(filter);
  }

  @Override
  public synchronized void addListener(BrokerListener listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    disconnect();
  }
}
