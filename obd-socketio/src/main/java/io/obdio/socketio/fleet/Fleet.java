package io.obdio.socketio.fleet;

import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.LimitedLog;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.telemetry.Topics;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that receives the data of a fleet. Several nodes share the batches: each stores some of
 * them, and every node receives the acknowledgements of the others, so that it recognises what they
 * have stored.
 *
 * <p>Threads: the messages are received on the thread of the broker's connection; batches and
 * states are decoded on {@code obdio-fleet-1} and following ones; {@code obdio-fleet-timer} removes
 * idle vehicles. A batch for which there is no room is ignored without an acknowledgement, so that
 * the vehicle sends it again.
 */
public final class Fleet implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Fleet.class);

  private final MessageBroker broker;
  private final HistorySink sink;
  private final FleetOptions options;
  private final Topics topics;
  private final InstantSource clock;
  private final FleetVehicles vehicles;
  private final FleetCounters counters = new FleetCounters();
  private final IngestWorkers workers;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.factory("obdio-fleet-timer"));
  private final AckSender acks;
  private final BatchIngest batches;
  private final LimitedLog invalid = new LimitedLog(log);
  private final LimitedLog slow = new LimitedLog(log);

  /**
   * Creates a node.
   *
   * @param broker not started; the caller starts it, and closes it after this
   * @param sink store of the batches; closed with this
   */
  public Fleet(MessageBroker broker, HistorySink sink, FleetOptions options) {
    this(broker, sink, options, InstantSource.system());
  }

  Fleet(MessageBroker broker, HistorySink sink, FleetOptions options, InstantSource clock) {
    this.broker = broker;
    this.sink = sink;
    this.options = options;
    this.topics = options.topics();
    this.clock = clock;
    this.vehicles = new FleetVehicles(options, clock, counters);
    this.workers = new IngestWorkers(options);
    this.acks = new AckSender(broker, topics, counters);
    DictionaryRequests dictionaries =
        new DictionaryRequests(
            broker, topics, timer, message -> receive(message, this::dictionary));
    this.batches = new BatchIngest(vehicles.names(), sink, acks, dictionaries, counters, clock);
  }

  /** Returns the vehicles. */
  public FleetView view() {
    return vehicles;
  }

  /**
   * Adds a receiver of stored batches.
   *
   * @param listener runs on a thread of the store and must not block
   */
  public void addListener(Consumer<VehicleBatch> listener) {
    batches.addListener(listener);
  }

  /**
   * Sets which vehicles clients watch: they are not removed.
   *
   * @param watched returns whether the vehicle of an id is watched; must not block
   */
  public void setWatched(Predicate<String> watched) {
    vehicles.setWatched(watched);
  }

  /**
   * Reads the positions from the store and subscribes to the topics of the vehicles.
   *
   * @throws IOException if the store cannot be read
   */
  public void start() throws IOException {
    sink.restore(
        (id, position) -> vehicles.of(id, false).ifPresent(each -> each.restore(position)));
    workers.start();
    acks.start(options.acknowledgementInterval());
    var unusedExpiry = timer.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.HOURS);
    // Acknowledgements first: the retained ones report what other nodes have stored.
    var unused =
        subscribe("ack", "", this::acknowledged)
            .thenCompose(done -> subscribe("dictionary", "", this::dictionary))
            .thenCompose(done -> subscribe("status", "", this::status))
            .thenCompose(done -> subscribe("data", shared(), this::data))
            .thenCompose(done -> subscribe("state", "", this::state))
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    log.error("the topics of the vehicles cannot be subscribed to", failure);
                  }
                });
  }

  /** Removes vehicles from which nothing was received for a long time. */
  void expire() {
    try {
      vehicles.expire();
    } catch (RuntimeException e) { // would end the timer
      log.warn("idle vehicles could not be removed", e);
    }
  }

  private String shared() {
    return "$share/" + options.group() + "/";
  }

  /** A receiver of one topic of all vehicles. */
  private interface Receiver {
    void receive(FleetVehicle vehicle, BrokerMessage message) throws BatchException;
  }

  private CompletableFuture<@Nullable Void> subscribe(
      String topic, String prefix, Receiver receiver) {
    // Brokers send only some thousand retained messages at once with quality of service 1.
    int qos = topic.equals("data") ? 1 : 0;
    return broker.subscribe(
        prefix + topics.of("+", topic), qos, message -> receive(message, receiver));
  }

  private void receive(BrokerMessage message, Receiver receiver) {
    if (message.payload().length == 0) {
      return; // a retained message was removed
    }
    try {
      // Retained messages of vehicles that are away would replace each other at each connection.
      boolean active = !message.retained() || isOnline(message);
      Optional<FleetVehicle> vehicle =
          topics.vehicle(message.topic()).flatMap(id -> vehicles.of(id, active));
      if (vehicle.isEmpty()) {
        counters.invalid.increment();
        invalid.warn("ignored: an invalid id, or too many vehicles: " + message.topic());
        return;
      }
      receiver.receive(vehicle.get(), message);
    } catch (BatchException | RuntimeException e) { // would end the subscription
      counters.invalid.increment();
      invalid.warn("ignored: " + message.topic() + ": " + e.getMessage());
    }
  }

  /** Notes the time of a message that the vehicle has sent now. */
  private void seen(FleetVehicle vehicle, BrokerMessage message) {
    if (!message.retained()) {
      vehicle.seen(clock.millis());
    }
  }

  private void status(FleetVehicle vehicle, BrokerMessage message) {
    boolean online = isOnline(message);
    vehicle.setOnline(online);
    if (online) { // the broker sends the other one
      seen(vehicle, message);
    }
  }

  private static boolean isOnline(BrokerMessage message) {
    return message.text().equals("online");
  }

  private void dictionary(FleetVehicle vehicle, BrokerMessage message) throws BatchException {
    vehicle.setDictionary(Dictionary.decode(message.payload()));
  }

  private void acknowledged(FleetVehicle vehicle, BrokerMessage message) throws BatchException {
    if (vehicle.merge(Acknowledgement.decode(message.payload()))) {
      acks.require(vehicle);
    }
  }

  private void data(FleetVehicle vehicle, BrokerMessage message) {
    seen(vehicle, message);
    byte[] payload = message.payload();
    if (!workers.add(vehicle, payload.length, () -> batches.take(vehicle, payload))) {
      counters.dropped.increment();
      slow.warn("this node is too slow: batches are ignored; their vehicles send them again");
    }
  }

  private void state(FleetVehicle vehicle, BrokerMessage message) {
    seen(vehicle, message);
    byte[] payload = message.payload();
    if (!workers.add(vehicle, payload.length, () -> takeState(vehicle, payload))) {
      counters.dropped.increment(); // a newer one follows
    }
  }

  private void takeState(FleetVehicle vehicle, byte[] payload) {
    try {
      vehicle.update(vehicles.names(), StateCodec.decode(payload), clock.millis());
      counters.states.increment();
    } catch (BatchException | RuntimeException e) { // no content may stop the others
      counters.invalid.increment();
      invalid.warn("a state of " + vehicle.id() + " is invalid: " + e.getMessage());
    }
  }

  /** Returns whether the broker is connected. */
  public boolean isConnected() {
    return broker.isConnected();
  }

  /** Returns the counts. */
  public FleetStats stats() {
    return new FleetStats(
        vehicles.size(),
        vehicles.names().size(),
        counters.batches.sum(),
        counters.samples.sum(),
        counters.duplicates.sum(),
        counters.states.sum(),
        counters.acknowledgements.sum(),
        counters.invalid.sum(),
        counters.dropped.sum(),
        counters.refused.sum(),
        counters.expired.sum(),
        counters.replaced.sum(),
        workers.queued(),
        sink.status());
  }

  /**
   * Returns what does not work now, for people; empty if everything does. Vehicles keep their data
   * meanwhile.
   */
  public List<String> problems() {
    String failure = sink.status().failure();
    List<String> all = new ArrayList<>();
    if (!broker.isConnected()) {
      all.add("the broker is not connected");
    }
    if (!failure.isEmpty()) {
      all.add("batches are not stored: " + failure);
    }
    return all;
  }

  /**
   * Takes no more messages, stores and acknowledges what was received, and closes the store; waits
   * up to 20 s.
   */
  @Override
  public void close() {
    for (String topic : List.of("data", "state", "status", "dictionary", "ack")) {
      broker.unsubscribe((topic.equals("data") ? shared() : "") + topics.of("+", topic));
    }
    workers.close();
    timer.shutdownNow();
    sink.close();
    acks.close();
  }
}
