package io.obdio.socketio.app.sim;

import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A broker in memory for many connections, which can lose all of them. */
final class MemoryBroker {

  /** Everything that was published, in order. */
  final ConcurrentLinkedQueue<BrokerMessage> published = new ConcurrentLinkedQueue<>();

  private final CopyOnWriteArrayList<Connection> connections = new CopyOnWriteArrayList<>();
  private volatile Consumer<BrokerMessage> receiver = message -> {};
  private volatile boolean up = true;

  /** Sets what receives all messages, instead of a fleet. */
  void receive(Consumer<BrokerMessage> by) {
    receiver = by;
  }

  MessageBroker connect(String name, @Nullable BrokerMessage will) {
    Connection connection = new Connection();
    connections.add(connection);
    return connection;
  }

  /** Sends a message to all who have subscribed to its topic. */
  void send(BrokerMessage message) {
    connections.forEach(each -> each.receive(message));
  }

  /** Ends all connections. */
  void down() {
    up = false;
    connections.forEach(each -> each.change(false));
  }

  /** Establishes all connections again. */
  void up() {
    up = true;
    connections.forEach(each -> each.change(true));
  }

  private final class Connection implements MessageBroker {
    private final Map<String, Consumer<BrokerMessage>> handlers = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<BrokerListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean connected;

    private void change(boolean now) {
      connected = now;
      listeners.forEach(
          listener -> {
            if (now) {
              listener.connected();
            } else {
              listener.disconnected("test");
            }
          });
    }

    private void receive(BrokerMessage message) {
      handlers.forEach(
          (filter, handler) -> {
            if (message.topic().matches(filter.replace("+", "[^/]+"))) {
              handler.accept(message);
            }
          });
    }

    @Override
    public void start() {
      if (up) {
        change(true);
      }
    }

    @Override
    public boolean isConnected() {
      return connected;
    }

    @Override
    public CompletableFuture<@Nullable Void> publish(BrokerMessage message) {
      if (!connected) {
        return CompletableFuture.failedFuture(new IOException("not connected"));
      }
      published.add(message);
      receiver.accept(message);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<@Nullable Void> subscribe(
        String filter, Consumer<BrokerMessage> handler) {
      handlers.put(filter, handler);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void unsubscribe(String filter) {
      handlers.remove(filter);
    }

    @Override
    public void addListener(BrokerListener listener) {
      listeners.add(listener);
    }

    @Override
    public void close() {
      connected = false;
    }
  }
}
