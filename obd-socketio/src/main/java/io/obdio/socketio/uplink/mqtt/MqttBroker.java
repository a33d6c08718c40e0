package io.obdio.socketio.uplink.mqtt;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientReconnector;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a broker of MQTT 5.
 *
 * <p>Messages are distributed to the handlers here and not by the library: those that arrive before
 * the subscriptions of a new process, for a session that the broker has kept, reach them too. A
 * message that several filters match reaches each handler, once for each copy that the broker
 * sends.
 *
 * <p>Threads: any. Handlers and listeners run on a thread of this object. A message whose
 * publication failed because the connection was lost may still arrive at the broker later: the
 * library sends it again if the broker has kept the session.
 */
public final class MqttBroker implements MessageBroker {

  private static final Logger log = LoggerFactory.getLogger(MqttBroker.class);

  /** A connection that lasted for this time was good; the next delay is a short one. */
  private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private static final long NEVER = Long.MIN_VALUE;

  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Object lock = new Object();
  private final MqttOptions options;
  private final Mqtt5AsyncClient client;
  private final List<BrokerListener> listeners = new CopyOnWriteArrayList<>();
  private final PendingMessages pending = new PendingMessages();
  private final CallbackThread callbacks;

  @GuardedBy("lock")
  private final ReconnectDelay delay;

  @GuardedBy("lock")
  private final TopicSubscriptions subscriptions = new TopicSubscriptions();

  @GuardedBy("lock")
  private boolean connected;

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private long connectedAt = NEVER;

  @GuardedBy("lock")
  private String lastReason = "";

  /** Number of the session; the library ends the flow of its messages with it. */
  @GuardedBy("lock")
  private int session;

  /** Completed to end the delay before the next attempt. */
  @GuardedBy("lock")
  private CompletableFuture<@Nullable Void> wake = new CompletableFuture<>();

  /**
   * Creates a connection that is not established yet.
   *
   * @throws IOException with a text for people if a file of the options cannot be used
   */
  public MqttBroker(MqttOptions options) throws IOException {
    this(options, null);
  }

  /**
   * Creates one of many connections of this process, which is not established yet. It has no thread
   * of its own, and its state is not logged.
   *
   * @param callbacks runs handlers and listeners, one at a time: a single thread, which may serve
   *     other connections too; it is not ended with the connection. Null for a thread of its own
   * @throws IOException with a text for people if a file of the options cannot be used
   */
  public MqttBroker(MqttOptions options, @Nullable ExecutorService callbacks) throws IOException {
    this.options = options;
    this.delay =
        new ReconnectDelay(options.reconnectMin(), options.reconnectMax(), new SplittableRandom());
    this.client = MqttClients.create(options, this::onConnected, this::onDisconnected);
    this.callbacks = new CallbackThread("mqtt " + options.clientId(), callbacks);
    receive(0);
  }

  /** Registers the receiver of all messages of a session. */
  private void receive(int ofSession) {
    client.publishes(
        MqttGlobalPublishFilter.ALL, message -> onMessage(ofSession, message), callbacks);
  }

  /**
   * Checks the files of the options.
   *
   * @throws IOException with a text for people if one cannot be used
   */
  public static void check(MqttOptions options) throws IOException {
    MqttClients.check(options);
  }

  @Override
  public void start() {
    var unused =
        client
            .connect(MqttClients.connect(options))
            .whenComplete((ack, failure) -> log.debug("first connection: {}", ack, failure));
  }

  @Override
  public boolean isConnected() {
    synchronized (lock) {
      return connected;
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> publish(BrokerMessage message) {
    CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
    Mqtt5Publish publish;
    try {
      publish = MqttMessages.toPublish(message);
    } catch (IllegalArgumentException e) {
      result.completeExceptionally(new IOException("not a valid message: " + e.getMessage(), e));
      return result;
    }
    long number;
    synchronized (lock) {
      if (!connected || closed) {
        result.completeExceptionally(new IOException("not connected to the broker"));
        return result;
      }
      try {
        number = pending.add(result);
      } catch (IOException e) {
        result.completeExceptionally(e);
        return result;
      }
    }
    var unused =
        client.publish(publish).whenComplete((sent, failure) -> pending.released(number, failure));
    return result;
  }

  @Override
  public CompletableFuture<@Nullable Void> subscribe(
      String filter, int qos, Consumer<BrokerMessage> handler) {
    Subscription subscription = new Subscription(filter, qos, handler);
    boolean now;
    synchronized (lock) {
      if (!subscriptions.add(filter, subscription)) {
        throw new IllegalArgumentException("there is a subscription to '" + filter + "' already");
      }
      now = connected && !closed;
    }
    if (now) {
      send(subscription);
    }
    return subscription.accepted();
  }

  private void send(Subscription subscription) {
    Mqtt5Subscribe subscribe =
        Mqtt5Subscribe.builder().topicFilter(subscription.filter()).qos(subscription.qos()).build();
    var unused =
        client
            .subscribe(subscribe)
            .whenComplete((ack, failure) -> subscribed(subscription, failure));
  }

  private void subscribed(Subscription subscription, @Nullable Throwable failure) {
    if (failure == null) {
      subscription.accepted().complete(null);
    } else if (failure instanceof Mqtt5SubAckException) {
      String text = "the broker refuses the subscription to '" + subscription.filter() + "'";
      log.warn("{}: {}", options.address(), text);
      subscription.accepted().completeExceptionally(new IOException(text, failure));
    } else {
      log.debug("subscription to '{}' not sent", subscription.filter(), failure);
      sendAgain(subscription);
    }
  }

  /** Sends a subscription again if the next connection was established before the failure of it. */
  private void sendAgain(Subscription subscription) {
    boolean now;
    synchronized (lock) {
      now = connected && !closed && subscriptions.contains(subscription);
    }
    if (now) {
      send(subscription);
    }
  }

  @Override
  public void unsubscribe(String filter) {
    boolean now;
    synchronized (lock) {
      now = subscriptions.remove(filter) && connected && !closed;
    }
    if (now) {
      var unused =
          client
              .unsubscribe(Mqtt5Unsubscribe.builder().topicFilter(filter).build())
              .whenComplete((ack, failure) -> log.debug("unsubscribed from {}", filter, failure));
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

  private void onMessage(int ofSession, Mqtt5Publish publish) {
    List<Subscription> receivers = List.of();
    synchronized (lock) {
      if (ofSession == session) {
        receivers = subscriptions.matching(publish.getTopic());
      }
    }
    if (!receivers.isEmpty()) {
      BrokerMessage message = MqttMessages.of(publish);
      receivers.forEach(receiver -> receiver.receive(message));
    }
  }

  private void onConnected(MqttClientConnectedContext context) {
    boolean resumed =
        context instanceof Mqtt5ClientConnectedContext mqtt5
            && mqtt5.getConnAck().isSessionPresent();
    List<Subscription> missing;
    int newSession = 0;
    synchronized (lock) {
      if (closed) {
        var unused =
            client.disconnect().whenComplete((ended, failure) -> log.debug("closed", failure));
        return;
      }
      connected = true;
      lastReason = "";
      if (!resumed && connectedAt != NEVER) {
        newSession = ++session;
      }
      connectedAt = System.nanoTime();
      missing =
          subscriptions.all().stream().filter(s -> !resumed || !s.accepted().isDone()).toList();
    }
    if (!callbacks.isShared()) {
      log.info("connected to the broker {} as '{}'", options.address(), options.clientId());
    }
    if (newSession > 0) {
      receive(newSession);
    }
    missing.forEach(this::send);
    notifyAll(BrokerListener::connected);
  }

  private void onDisconnected(MqttClientDisconnectedContext context) {
    String reason = ConnectionReasons.text(context.getCause());
    boolean news;
    boolean again;
    synchronized (lock) {
      if (connected && System.nanoTime() - connectedAt > STABLE_NANOS) {
        delay.reset();
      }
      connected = false;
      again = !closed;
      news = !reason.equals(lastReason);
      lastReason = reason;
      if (again) {
        reconnect(context.getReconnector());
      }
    }
    pending.failAll(new IOException("the connection to the broker was lost: " + reason));
    if (again) {
      if (news && !callbacks.isShared()) {
        log.warn("not connected to the broker {}: {}", options.address(), reason);
      }
      notifyAll(listener -> listener.disconnected(reason));
    }
  }

  @GuardedBy("lock")
  private void reconnect(MqttClientReconnector reconnector) {
    wake =
        new CompletableFuture<@Nullable Void>()
            .completeOnTimeout(null, delay.next().toMillis(), TimeUnit.MILLISECONDS);
    reconnector
        .resubscribeIfSessionExpired(false)
        .resubscribeIfSessionPresent(false)
        .republishIfSessionExpired(false)
        .reconnectWhen(
            wake,
            (ignored, failure) -> {
              synchronized (lock) {
                reconnector.reconnect(!closed);
              }
            });
  }

  private void notifyAll(Consumer<BrokerListener> event) {
    callbacks.execute(
        () -> {
          for (BrokerListener listener : listeners) {
            try {
              event.accept(listener);
            } catch (RuntimeException | Error e) {
              log.error("a change of the connection to the broker could not be handled", e);
            }
          }
        });
  }

  @Override
  public void close() {
    boolean open;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      open = connected;
    }
    if (open) {
      long deadline = System.nanoTime() + CLOSE_NANOS;
      await(pending.all(), deadline);
      await(client.disconnect(), deadline);
    }
    synchronized (lock) {
      wake.complete(null);
    }
    callbacks.end();
  }

  private static void await(CompletableFuture<?> stage, long deadline) {
    try {
      stage.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("the connection to the broker was not ended in an orderly manner", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
