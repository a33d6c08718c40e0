package io.obdio.socketio.app.sim;

import io.netty.util.HashedWheelTimer;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running simulation of a fleet.
 *
 * <p>Threads: one thread of a timer computes and sends everything. Vehicles begin one after the
 * other, and their batches are distributed over the interval.
 */
final class FleetRun implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FleetRun.class);
  private static final Duration END = Duration.ofSeconds(10);
  private static final int TICK_MILLIS = 10;
  private static final int TICKS = 1024;
  private static final int MAX_REASONS = 10;

  private final FleetSimSettings settings;
  private final BrokerFactory factory;
  private final FleetCounts counts = new FleetCounts();
  private final FleetValues values;
  private final long begin;
  private final SplittableRandom random;
  private final Queue<MessageBroker> brokers = new ConcurrentLinkedQueue<>();
  private final List<MessageBroker> shared = new ArrayList<>();
  private final Set<String> reasons = ConcurrentHashMap.newKeySet();
  private final Map<String, VehicleUplink> vehicles = new ConcurrentHashMap<>();
  private final HashedWheelTimer timer =
      new HashedWheelTimer(
          task -> new Thread(task, "fleet-sim"), TICK_MILLIS, TimeUnit.MILLISECONDS, TICKS);
  private volatile boolean ending;

  private FleetRun(FleetSimSettings settings, BrokerFactory factory) {
    this.settings = settings;
    this.factory = factory;
    this.values = new FleetValues(settings.values(), System.currentTimeMillis());
    this.begin =
        System.nanoTime()
            - TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - values.epoch());
    this.random = new SplittableRandom(settings.fleet().seed());
  }

  /**
   * Begins to connect the vehicles.
   *
   * @throws IOException with a text for people if a connection cannot be created
   */
  static FleetRun start(FleetSimSettings settings, BrokerFactory factory) throws IOException {
    FleetRun run = new FleetRun(settings, factory);
    try {
      run.openShared();
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
    for (int i = 0; i < settings.fleet().size(); i++) {
      int index = i;
      run.after(i / settings.connectRate(), () -> run.open(index));
    }
    return run;
  }

  FleetCounts counts() {
    return counts;
  }

  /** Returns the epoch of all batches of this run. */
  long epoch() {
    return values.epoch();
  }

  private void openShared() throws IOException {
    for (int i = 0; i < settings.connections(); i++) {
      MessageBroker broker = create("fleet-sim-" + epoch() + "-" + i, null);
      subscribe(broker, "+");
      shared.add(broker);
      broker.start();
    }
  }

  private void subscribe(MessageBroker broker, String id) {
    var acknowledgements = broker.subscribe(settings.topics().ack(id), this::acknowledge);
    var requests = broker.subscribe(settings.topics().command(id, "live"), this::live);
    var unused =
        CompletableFuture.allOf(acknowledgements, requests)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    log.warn("{}: {}", id, failure.getMessage());
                  }
                });
  }

  private MessageBroker create(String name, @Nullable BrokerMessage will) throws IOException {
    MessageBroker broker = factory.create(name, will);
    brokers.add(broker);
    broker.addListener(
        new BrokerListener() {
          private boolean connected;

          @Override
          public void connected() {
            connected = true;
            counts.connected.incrementAndGet();
          }

          @Override
          public void disconnected(String reason) {
            if (connected) {
              connected = false;
              counts.connected.decrementAndGet();
            }
            // The connections of vehicles with a will share a thread and log nothing themselves.
            if (will != null && reasons.size() < MAX_REASONS && reasons.add(reason)) {
              log.warn("{} is not connected to the broker: {}", name, reason);
            }
          }
        });
    return broker;
  }

  private void open(int index) {
    String id = settings.id(index);
    boolean own = settings.connections() == 0;
    MessageBroker broker;
    try {
      broker =
          own
              ? create(
                  id, BrokerMessage.atLeastOnce(settings.topics().status(id), "offline").retain())
              : shared.get(index % shared.size());
    } catch (IOException e) {
      log.error("{}", e.getMessage());
      return;
    }
    double sample = FleetSimSettings.seconds(settings.sample());
    double start = Math.ceil(now() / sample) * sample;
    VehicleUplink vehicle =
        new VehicleUplink(id, settings.fleet().vehicle(index), start, settings, broker, counts);
    vehicles.put(id, vehicle);
    broker.addListener(
        new BrokerListener() {
          @Override
          public void connected() {
            double delay = own ? 0 : index / settings.connectRate();
            after(delay, () -> begin(vehicle));
          }
        });
    if (own) {
      subscribe(broker, id);
      broker.start();
    } else if (broker.isConnected()) {
      begin(vehicle);
    }
    repeat(settings.batch(), () -> vehicle.flush(now(), values));
    if (!settings.state().isZero()) {
      repeat(settings.state(), () -> vehicle.publishState(now(), values));
    }
  }

  private void begin(VehicleUplink vehicle) {
    vehicle.connected(now());
    vehicle.send(now(), values);
  }

  private void acknowledge(BrokerMessage message) {
    VehicleUplink vehicle = vehicle(message);
    if (vehicle != null && vehicle.acknowledge(message.payload(), epoch(), now())) {
      after(0, () -> vehicle.send(now(), values));
    }
  }

  private void live(BrokerMessage message) {
    VehicleUplink vehicle = vehicle(message);
    if (vehicle != null && vehicle.requestLive(message.payload(), now())) {
      after(0, () -> publishLive(vehicle));
    }
  }

  private void publishLive(VehicleUplink vehicle) {
    double next = vehicle.publishLive(now(), values);
    if (next > 0) {
      after(next, () -> publishLive(vehicle));
    }
  }

  private @Nullable VehicleUplink vehicle(BrokerMessage message) {
    return settings.topics().vehicle(message.topic()).map(vehicles::get).orElse(null);
  }

  private double now() {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Runs a task at each interval, the first time after a random part of it. */
  private void repeat(Duration interval, Runnable task) {
    double seconds = FleetSimSettings.seconds(interval);
    repeat(now() + seconds * random.nextDouble(), seconds, task);
  }

  private void repeat(double at, double seconds, Runnable task) {
    after(
        at - now(),
        () -> {
          if (!ending) {
            repeat(Math.max(at + seconds, now()), seconds, task);
            task.run();
          }
        });
  }

  private void after(double seconds, Runnable task) {
    long nanos = Math.max(0, (long) (seconds * 1e9));
    try {
      timer.newTimeout(timeout -> task.run(), nanos, TimeUnit.NANOSECONDS);
    } catch (IllegalStateException e) {
      log.debug("the simulation has ended", e);
    }
  }

  /** Returns whether live values of a vehicle are requested. */
  boolean isLive(String id) {
    VehicleUplink vehicle = vehicles.get(id);
    return vehicle != null && vehicle.isLive();
  }

  /** Returns one line about what happened so far. */
  String progress() {
    long driving = vehicles.values().stream().filter(v -> v.drives(now())).count();
    return String.format(
        Locale.ROOT,
        "%d of %d connections, %d of %d vehicles drive, %d batches, %d acknowledged, %d waiting,"
            + " %d sent again, %d values, %.1f MB",
        counts.connected.get(),
        settings.brokers(),
        driving,
        settings.fleet().size(),
        counts.batches.sum(),
        counts.acknowledged.sum(),
        counts.waiting(),
        counts.repeated.sum(),
        counts.values.sum(),
        counts.bytes.sum() / 1e6);
  }

  /** Returns the figures of the whole run. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%s, %d dropped, %d states, %d live messages, %d messages not sent; acknowledged after"
            + " %d ms (median), %d ms (99 %%)",
        progress(),
        counts.dropped.sum(),
        counts.states.sum(),
        counts.live.sum(),
        counts.failures.sum(),
        counts.delays.quantile(0.5),
        counts.delays.quantile(0.99));
  }

  /** Sends what waits, waits for its acknowledgement for 10 seconds, and ends all connections. */
  void end() throws InterruptedException {
    ending = true;
    CountDownLatch flushed = new CountDownLatch(1);
    after(
        0,
        () -> {
          vehicles.values().forEach(vehicle -> vehicle.flush(now(), values));
          flushed.countDown();
        });
    long deadline = System.nanoTime() + END.toNanos();
    boolean unused = flushed.await(END.toMillis(), TimeUnit.MILLISECONDS);
    while (System.nanoTime() - deadline < 0
        && vehicles.values().stream().anyMatch(vehicle -> vehicle.waiting() > 0)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    vehicles.values().forEach(VehicleUplink::offline);
    close();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    ending = true;
    brokers.forEach(MessageBroker::close);
    timer.stop();
  }
}
