package io.obdio.socketio.uplink.homeassistant;

import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.UplinkListener;
import io.obdio.socketio.uplink.ValueText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher of the discovery messages of a vehicle: after connecting, when there are new
 * values, and when Home Assistant announces its start.
 *
 * <p>Threads: the methods may be called by any thread and do not block. A thread of its own runs
 * the engine.
 */
public final class HomeAssistantPublisher implements UplinkListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HomeAssistantPublisher.class);

  private static final String STATUS = "/status";
  private static final String STARTED = "online";

  private final MessageBroker broker;
  private final HomeAssistantOptions options;
  private final DiscoveryMessages messages;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.factory("obdio-home-assistant"));

  /** Used by the thread only. */
  private final DiscoverySchedule discovery;

  private final BrokerListener connectionListener =
      new BrokerListener() {
        @Override
        public void connected() {
          run(() -> discovery.connected(now()));
        }

        @Override
        public void disconnected(String reason) {
          run(discovery::disconnected);
        }
      };

  /** Used by the thread only. */
  private @Nullable Future<?> timer;

  private HomeAssistantPublisher(
      MessageBroker broker,
      HomeAssistantOptions options,
      DiscoveryMessages messages,
      DiscoverySchedule discovery) {
    this.broker = broker;
    this.options = options;
    this.messages = messages;
    this.discovery = discovery;
  }

  /**
   * Begins the discovery. Call it before {@link MessageBroker#start}.
   *
   * @param selected whether a value that an earlier run has announced is still published; if not,
   *     its entity is removed
   */
  public static HomeAssistantPublisher start(
      MessageBroker broker,
      Topics topics,
      VehicleDevice device,
      HomeAssistantOptions options,
      Predicate<String> selected,
      JsonCodec json) {
    return start(broker, topics, device, options, selected, json, DiscoverySchedule.Timing.DEFAULT);
  }

  static HomeAssistantPublisher start(
      MessageBroker broker,
      Topics topics,
      VehicleDevice device,
      HomeAssistantOptions options,
      Predicate<String> selected,
      JsonCodec json,
      DiscoverySchedule.Timing timing) {
    Components components = new Components(topics, device, options);
    DiscoveryMessages messages =
        new DiscoveryMessages(options.prefix(), components.deviceKey(), device, json);
    DiscoverySchedule discovery =
        new DiscoverySchedule(messages, components, options.style(), selected, timing);
    HomeAssistantPublisher publisher =
        new HomeAssistantPublisher(broker, options, messages, discovery);
    publisher.listen();
    return publisher;
  }

  private void listen() {
    broker.addListener(connectionListener);
    if (broker.isConnected()) {
      run(() -> discovery.connected(now()));
    }
    subscribe(messages.deviceTopic(), this::received);
    subscribe(messages.entityFilter(), this::received);
    statusTopics().forEach(topic -> subscribe(topic, this::statusReceived));
  }

  private void subscribe(String filter, Consumer<BrokerMessage> handler) {
    broker
        .subscribe(filter, handler)
        .exceptionally(
            failure -> {
              log.warn("Home Assistant: {}", failure.getMessage());
              return null;
            });
  }

  // The topic of Home Assistant's status does not follow its discovery prefix by itself.
  private Set<String> statusTopics() {
    return new LinkedHashSet<>(
        List.of(HomeAssistantOptions.DEFAULT_PREFIX + STATUS, options.prefix() + STATUS));
  }

  private void received(BrokerMessage message) {
    run(() -> discovery.received(message.topic(), message.payload(), now()));
  }

  // A retained message is from before the subscription: the broker keeps the discovery too.
  private void statusReceived(BrokerMessage message) {
    if (!message.retained() && message.text().equals(STARTED)) {
      double random = ThreadLocalRandom.current().nextDouble();
      run(() -> discovery.homeAssistantStarted(now(), random));
    }
  }

  @Override
  public void valuesFound(Collection<ValueText> values) {
    List<ValueText> copy = List.copyOf(values);
    run(() -> discovery.values(copy, now()));
  }

  /** Announces the position of the vehicle. */
  public void positionKnown() {
    run(() -> discovery.positionKnown(now()));
  }

  private void run(Runnable event) {
    try {
      thread.execute(
          () -> {
            event.run();
            publish();
          });
    } catch (RejectedExecutionException e) {
      log.debug("Home Assistant: closed");
    }
  }

  private void publish() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    try {
      discovery.due(now()).forEach(this::send);
    } catch (RuntimeException e) { // would end the timer
      log.error("Home Assistant: messages were not published", e);
    }
    OptionalLong next = discovery.nextTime();
    if (next.isPresent()) {
      timer =
          thread.schedule(
              this::publish, Math.max(0, next.getAsLong() - now()), TimeUnit.MILLISECONDS);
    }
  }

  private void send(BrokerMessage message) {
    broker
        .publish(message)
        .exceptionally(
            e -> {
              // Everything is compared with what the broker keeps after the next connection.
              log.debug("Home Assistant: {} was not published: {}", message.topic(), e.toString());
              return null;
            });
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Ends the discovery; entities stay. */
  @Override
  public void close() {
    broker.removeListener(connectionListener);
    broker.unsubscribe(messages.deviceTopic());
    broker.unsubscribe(messages.entityFilter());
    statusTopics().forEach(broker::unsubscribe);
    thread.shutdownNow();
  }
}
