package io.obdio.socketio.fleet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The requests for dictionaries that are missing when a batch is received: the vehicle was removed
 * since it has sent its dictionary, or the message was lost. The broker keeps it; a subscription to
 * the topic of the vehicle receives it again. The vehicle repeats the batch.
 *
 * <p>For any thread.
 */
final class DictionaryRequests {

  /** The limit of pending requests; further vehicles must wait until they send a batch again. */
  static final int MAX_PENDING = 64;

  /** The time for which a dictionary is awaited. */
  static final Duration WAIT = Duration.ofSeconds(10);

  private final MessageBroker broker;
  private final Topics topics;
  private final ScheduledExecutorService timer;
  private final Consumer<BrokerMessage> receiver;

  @GuardedBy("this")
  private final Set<String> pending = new HashSet<>();

  /**
   * Creates the requests.
   *
   * @param receiver receives the dictionaries
   */
  DictionaryRequests(
      MessageBroker broker,
      Topics topics,
      ScheduledExecutorService timer,
      Consumer<BrokerMessage> receiver) {
    this.broker = broker;
    this.topics = topics;
    this.timer = timer;
    this.receiver = receiver;
  }

  /** Requests the dictionary of a vehicle, unless it is requested already. */
  void request(FleetVehicle vehicle) {
    String id = vehicle.id();
    synchronized (this) {
      if (pending.size() >= MAX_PENDING || !pending.add(id)) {
        return;
      }
    }
    try {
      var unusedTimeout = timer.schedule(() -> end(id), WAIT.toMillis(), TimeUnit.MILLISECONDS);
      var unused = broker.subscribe(filter(id), 0, receiver);
    } catch (RejectedExecutionException e) { // the program ends
      end(id);
    }
  }

  private String filter(String id) {
    return topics.of(id, "dictionary");
  }

  private void end(String id) {
    try {
      broker.unsubscribe(filter(id));
    } finally {
      synchronized (this) {
        pending.remove(id);
      }
    }
  }
}
