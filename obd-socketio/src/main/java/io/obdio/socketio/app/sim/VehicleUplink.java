package io.obdio.socketio.app.sim;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.sim.fleet.ModelledVehicle;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.StateCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One simulated vehicle on its connection to the broker: status, batches, latest and live values.
 *
 * <p>Threads: the run's thread calls what sends; acknowledgements and requests come from threads of
 * the connection. Times are in seconds since the simulation began.
 */
final class VehicleUplink {

  /** Time without an acknowledgement after which batches are sent again. */
  private static final double RESEND_SECONDS = 30;

  private final String id;
  private final FleetSimSettings settings;
  private final MessageBroker broker;
  private final FleetCounts counts;

  @GuardedBy("this")
  private final VehicleBatches batches;

  @GuardedBy("this")
  private @Nullable LiveInterest live;

  @GuardedBy("this")
  private double liveUntil;

  @GuardedBy("this")
  private Map<String, Object> lastLive = Map.of();

  VehicleUplink(
      String id,
      ModelledVehicle vehicle,
      double start,
      FleetSimSettings settings,
      MessageBroker broker,
      FleetCounts counts) {
    this.id = id;
    this.settings = settings;
    this.broker = broker;
    this.counts = counts;
    this.batches =
        new VehicleBatches(vehicle, start, FleetSimSettings.seconds(settings.sample()), counts);
  }

  /** Adds the samples since the last call as a batch, and sends what waits. */
  synchronized void flush(double now, FleetValues values) {
    batches.collect(now);
    if (batches.isStalled(now, RESEND_SECONDS)) {
      batches.sendAllAgain(now);
    }
    send(now, values);
  }

  /** Sends the batches that wait, as far as the limit permits. */
  synchronized void send(double now, FleetValues values) {
    while (broker.isConnected()) {
      DataBatch batch = batches.next(now, values);
      if (batch == null) {
        return;
      }
      byte[] payload = BatchCodec.encode(batch, BatchFormat.JSON, Dictionary.NONE);
      CompletableFuture<@Nullable Void> sending =
          broker.publish(BrokerMessage.atLeastOnce(settings.topics().data(id), payload));
      if (sending.isCompletedExceptionally()) {
        failed(batch.seq());
        return;
      }
      counts.bytes.add(payload.length);
      var unused =
          sending.whenComplete(
              (sent, failure) -> {
                if (failure != null) {
                  failed(batch.seq());
                }
              });
    }
  }

  private synchronized void failed(long seq) {
    counts.failures.increment();
    batches.failed(seq);
  }

  /** Handles an acknowledgement; returns whether further batches wait to be sent. */
  synchronized boolean acknowledge(byte[] payload, long epoch, double now) {
    try {
      Acknowledgement stored = Acknowledgement.decode(payload);
      return stored.epoch() == epoch && batches.acknowledge(stored, now);
    } catch (BatchException e) {
      return false; // not from a fleet, or of an earlier run that has been removed
    }
  }

  /** Handles a new connection: what was sent may be lost. */
  synchronized void connected(double now) {
    batches.sendAllAgain(now);
    publish(retained("status", "online"));
  }

  /** Publishes the latest values while the vehicle drives; returns whether it does. */
  synchronized boolean publishState(double now, FleetValues values) {
    if (!batches.vehicle().engineRuns(now) || !broker.isConnected()) {
      return false;
    }
    counts.states.increment();
    byte[] payload = StateCodec.encode(values.state(batches.vehicle(), now));
    publish(BrokerMessage.atMostOnce(settings.topics().state(id), payload).retain());
    return true;
  }

  /** Begins or extends live values; returns whether they were off. */
  synchronized boolean requestLive(byte[] payload, double now) {
    Optional<LiveInterest> interest = LiveInterest.parse(payload);
    if (interest.isEmpty()) {
      return false;
    }
    boolean off = live == null;
    live = interest.get();
    liveUntil = now + live.duration();
    return off;
  }

  /** Publishes the changed live values; returns the seconds to the next time, or 0 if they end. */
  synchronized double publishLive(double now, FleetValues values) {
    LiveInterest interest = live;
    if (interest == null || now > liveUntil) {
      live = null;
      lastLive = Map.of();
      return 0;
    }
    if (batches.vehicle().engineRuns(now) && broker.isConnected()) {
      StateCodec.State all = values.state(batches.vehicle(), now);
      Map<String, Object> last = lastLive;
      Map<String, Object> changed = new LinkedHashMap<>(all.values());
      changed
          .entrySet()
          .removeIf(
              value ->
                  value.getValue().equals(last.get(value.getKey()))
                      || !interest.names().isEmpty() && !interest.names().contains(value.getKey()));
      lastLive = all.values();
      if (!changed.isEmpty()) {
        counts.live.increment();
        StateCodec.State state = new StateCodec.State(all.time(), changed, Map.of());
        publish(
            BrokerMessage.atMostOnce(settings.topics().of(id, "live"), StateCodec.encode(state)));
      }
    }
    return interest.seconds();
  }

  /** Publishes that the vehicle has ended. */
  void offline() {
    publish(retained("status", "offline"));
  }

  /** Returns whether the vehicle drives. */
  synchronized boolean drives(double now) {
    return batches.vehicle().engineRuns(now);
  }

  /** Returns whether live values are requested. */
  synchronized boolean isLive() {
    return live != null;
  }

  /** Returns the number of batches that are not acknowledged. */
  synchronized int waiting() {
    return batches.size();
  }

  private BrokerMessage retained(String topic, String text) {
    return BrokerMessage.atLeastOnce(settings.topics().of(id, topic), text).retain();
  }

  private void publish(BrokerMessage message) {
    var unused =
        broker
            .publish(message)
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    counts.failures.increment();
                  }
                });
  }
}
