package io.obdio.socketio.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A broker in memory with any number of connections, which the test establishes and interrupts. It
 * has retained messages, wildcards for one level and subscriptions that a group shares by turns. It
 * delivers on the thread of the sender.
 */
public final class MemoryBroker {

  private static final String SHARED = "$share/";

  @GuardedBy("this")
  private final Map<String, BrokerMessage> retained = new LinkedHashMap<>();

  @GuardedBy("this")
  private final List<Connection> connections = new ArrayList<>();

  @GuardedBy("this")
  private final List<BrokerMessage> published = new ArrayList<>();

  @GuardedBy("this")
  private int turn;

  private volatile boolean up = true;
  private volatile Consumer<BrokerMessage> receiver = message -> {};

  /** Returns a connection that is established when it is started or {@link #up}. */
  public synchronized Connection connection() {
    Connection added = new Connection();
    connections.add(added);
    return added;
  }

  /** Returns a connection that is established. */
  public Connection connect() {
    Connection added = connection();
    added.setConnected(true);
    return added;
  }

  /** Sets what receives all messages of the connections, in addition to the subscribers. */
  public void receive(Consumer<BrokerMessage> all) {
    receiver = all;
  }

  /** Interrupts all connections. */
  public void down() {
    up = false;
    all().forEach(each -> each.setConnected(false));
  }

  /** Establishes all connections. */
  public void up() {
    up = true;
    all().forEach(each -> each.setConnected(true));
  }

  private synchronized List<Connection> all() {
    return List.copyOf(connections);
  }

  /** Returns all messages so far, those of {@link #publish} too. */
  public synchronized List<BrokerMessage> published() {
    return List.copyOf(published);
  }

  /** Returns the messages of all connections, in the order of each. */
  public List<BrokerMessage> sent() {
    return all().stream().flatMap(each -> each.sent().stream()).toList();
  }

  /** Returns the messages on a topic. */
  public List<BrokerMessage> published(String topic) {
    return published().stream().filter(message -> message.topic().equals(topic)).toList();
  }

  /** Sends a message to the subscribers, once to each group. */
  public void publish(BrokerMessage message) {
    List<Consumer<BrokerMessage>> receivers = new ArrayList<>();
    synchronized (this) {
      published.add(message);
      if (message.retained()) {
        retained.put(message.topic(), message);
      }
      turn++;
      subscribers(message.topic())
          .values()
          .forEach(group -> receivers.add(group.get(turn % group.size())));
    }
    BrokerMessage live =
        new BrokerMessage(
            message.topic(),
            message.payload(),
            message.qos(),
            false,
            message.responseTopic(),
            message.correlation(),
            message.expiry());
    receivers.forEach(each -> each.accept(live));
  }

  /** Returns the subscribers of a topic by their group; most are a group of their own. */
  @GuardedBy("this")
  private Map<String, List<Consumer<BrokerMessage>>> subscribers(String topic) {
    Map<String, List<Consumer<BrokerMessage>>> groups = new LinkedHashMap<>();
    for (int i = 0; i < connections.size(); i++) {
      Connection each = connections.get(i);
      String own = " " + i;
      each.filters.forEach(
          (filter, handler) -> {
            if (each.connected && matches(filter, topic)) {
              String group = filter.startsWith(SHARED) ? filter : filter + own;
              groups.computeIfAbsent(group, key -> new ArrayList<>()).add(handler);
            }
          });
    }
    return groups;
  }

  private static boolean matches(String filter, String topic) {
    String[] requested = filter.replaceFirst("^\\$share/[^/]+/", "").split("/", -1);
    String[] given = topic.split("/", -1);
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

  /** A connection of a client. */
  public final class Connection implements MessageBroker {

    /** Guarded by the lock of the broker. */
    private final Map<String, Consumer<BrokerMessage>> filters = new LinkedHashMap<>();

    private final List<BrokerListener> listeners = new CopyOnWriteArrayList<>();
    private final List<BrokerMessage> sent = new CopyOnWriteArrayList<>();
    private volatile boolean connected;

    /** Establishes or interrupts the connection, and notifies its listeners in any case. */
    public void setConnected(boolean now) {
      connected = now;
      for (BrokerListener listener : listeners) {
        if (now) {
          listener.connected();
        } else {
          listener.disconnected("test");
        }
      }
    }

    /** Returns the messages that were sent over this connection. */
    public List<BrokerMessage> sent() {
      return List.copyOf(sent);
    }

    /** Returns the filters of all subscriptions, sorted. */
    public Set<String> filters() {
      synchronized (MemoryBroker.this) {
        return new TreeSet<>(filters.keySet());
      }
    }

    /** Returns the number of listeners. */
    public int listeners() {
      return listeners.size();
    }

    /** Sends a message of another client. */
    public void deliver(String topic, byte[] payload) {
      MemoryBroker.this.publish(BrokerMessage.atLeastOnce(topic, payload));
    }

    /** Sends a message of another client. */
    public void deliver(String topic, String text) {
      deliver(topic, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a message of another client, which the broker keeps. */
    public void retain(String topic, String text) {
      MemoryBroker.this.publish(BrokerMessage.atLeastOnce(topic, text).retain());
    }

    @Override
    public void start() {
      if (up) {
        setConnected(true);
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
      sent.add(message);
      receiver.accept(message);
      MemoryBroker.this.publish(message);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<@Nullable Void> subscribe(
        String filter, int qos, Consumer<BrokerMessage> handler) {
      List<BrokerMessage> kept;
      synchronized (MemoryBroker.this) {
        filters.put(filter, handler);
        kept =
            filter.startsWith(SHARED)
                ? List.of() // MQTT 5, 4.8.2
                : retained.values().stream().filter(m -> matches(filter, m.topic())).toList();
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
    public void addListener(BrokerListener listener) {
      listeners.add(listener);
    }

    @Override
    public void removeListener(BrokerListener listener) {
      listeners.remove(listener);
    }

    @Override
    public void close() {
      connected = false;
    }
  }
}
