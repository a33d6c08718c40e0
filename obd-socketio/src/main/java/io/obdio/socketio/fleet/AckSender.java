package io.obdio.socketio.fleet;

import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of acknowledgements: at most one for each vehicle in an interval, so that a vehicle
 * that sends many batches receives few. One that could not be sent is sent later.
 *
 * <p>Threads: {@link #require} may be called by any thread; the thread {@code obdio-fleet-acks}
 * sends.
 */
final class AckSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AckSender.class);

  /** The limit of acknowledgements that the broker has not confirmed. */
  private static final int MAX_UNCONFIRMED = 1_000;

  private static final long CLOSE_MILLIS = 2_000;

  private final MessageBroker broker;
  private final Topics topics;
  private final FleetCounters counters;

  /** The vehicles whose acknowledgement is due, each once, so that their number is the limit. */
  private final Queue<FleetVehicle> due = new ConcurrentLinkedQueue<>();

  private final AtomicInteger unconfirmed = new AtomicInteger();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.factory("obdio-fleet-acks"));

  AckSender(MessageBroker broker, Topics topics, FleetCounters counters) {
    this.broker = broker;
    this.topics = topics;
    this.counters = counters;
  }

  void start(Duration interval) {
    var unused =
        timer.scheduleWithFixedDelay(
            this::send, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Sends the acknowledgement of a vehicle soon. */
  void require(FleetVehicle vehicle) {
    if (vehicle.requireAcknowledgement()) {
      due.add(vehicle);
    }
  }

  private void send() {
    try {
      // Each at most once: one that fails at once is due again.
      for (int left = due.size(); left > 0 && mayPublish(); left--) {
        FleetVehicle vehicle = due.poll();
        if (vehicle != null) {
          send(vehicle);
        }
      }
    } catch (RuntimeException e) { // would end the timer
      log.warn("an acknowledgement could not be sent", e);
    }
  }

  private boolean mayPublish() {
    return broker.isConnected() && unconfirmed.get() < MAX_UNCONFIRMED;
  }

  private void send(FleetVehicle vehicle) {
    Optional<Acknowledgement> position = vehicle.takeAcknowledgement();
    if (position.isEmpty()) {
      return;
    }
    BrokerMessage message =
        new BrokerMessage(
            topics.ack(vehicle.id()), position.get().encode(), 1, true, null, null, null);
    unconfirmed.incrementAndGet();
    var unused =
        broker
            .publish(message)
            .whenComplete(
                (done, failure) -> {
                  unconfirmed.decrementAndGet();
                  if (failure == null) {
                    counters.acknowledgements.increment();
                  } else {
                    require(vehicle);
                  }
                });
  }

  /** Sends what is due, within 2 seconds, and ends. */
  @Override
  public void close() {
    try {
      timer.execute(this::send);
      timer.shutdown();
      boolean ended = timer.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
      if (!ended || !due.isEmpty()) {
        log.info("{} vehicles were not acknowledged; they send some batches again", due.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
