package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.LimitedLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The path of a batch: decoded, compared with what is stored, stored, acknowledged. */
final class BatchIngest {

  private static final Logger log = LoggerFactory.getLogger(BatchIngest.class);

  private final SignalNames names;
  private final HistorySink sink;
  private final AckSender acks;
  private final DictionaryRequests dictionaries;
  private final FleetCounters counters;
  private final InstantSource clock;
  private final List<Consumer<VehicleBatch>> listeners = new CopyOnWriteArrayList<>();
  private final LimitedLog invalid = new LimitedLog(log);
  private final LimitedLog slow = new LimitedLog(log);
  private final LimitedLog refused = new LimitedLog(log);

  BatchIngest(
      SignalNames names,
      HistorySink sink,
      AckSender acks,
      DictionaryRequests dictionaries,
      FleetCounters counters,
      InstantSource clock) {
    this.names = names;
    this.sink = sink;
    this.acks = acks;
    this.dictionaries = dictionaries;
    this.counters = counters;
    this.clock = clock;
  }

  void addListener(Consumer<VehicleBatch> listener) {
    listeners.add(listener);
  }

  /** Takes a batch; does not throw because of its content. */
  void take(FleetVehicle vehicle, byte[] payload) {
    DataBatch batch;
    try {
      batch = BatchCodec.decode(payload, vehicle.dictionary());
    } catch (BatchException | RuntimeException e) { // no content may stop the others
      counters.invalid.increment();
      invalid.warn("a batch of " + vehicle.id() + " is invalid: " + e.getMessage());
      if (BatchCodec.usesDictionary(payload)) {
        dictionaries.request(vehicle);
      }
      return;
    }
    switch (vehicle.offer(batch)) {
      case STORE -> store(vehicle, batch, payload);
      case DUPLICATE -> {
        counters.duplicates.increment();
        acks.require(vehicle);
      }
      case STORING -> counters.duplicates.increment();
      case REFUSED -> {
        counters.dropped.increment();
        slow.warn("batches of " + vehicle.id() + " are refused: too many are incomplete");
      }
    }
  }

  private void store(FleetVehicle vehicle, DataBatch batch, byte[] payload) {
    long received = clock.millis();
    TripClock.Corrected time = vehicle.correct(batch, received);
    VehicleBatch stored =
        new VehicleBatch(vehicle.id(), batch, payload, received, time.time(), time.clock());
    vehicle.update(names, stored);
    try {
      var unused =
          sink.store(stored).whenComplete((done, failure) -> ended(vehicle, stored, failure));
    } catch (RuntimeException e) {
      ended(vehicle, stored, e);
    }
  }

  private void ended(FleetVehicle vehicle, VehicleBatch stored, @Nullable Throwable failure) {
    if (failure != null) {
      failed(vehicle, stored, cause(failure));
      return;
    }
    vehicle.ended(stored.batch(), true);
    counters.batches.increment();
    counters.samples.add(stored.batch().samples());
    acks.require(vehicle);
    for (Consumer<VehicleBatch> listener : listeners) {
      try {
        listener.accept(stored);
      } catch (RuntimeException e) {
        log.error("a receiver of stored batches failed", e);
      }
    }
  }

  /**
   * Leaves a batch to its vehicle, which sends it again. One that can never be stored is lost for
   * good: it is acknowledged, because it would block the spool of the vehicle.
   */
  private void failed(FleetVehicle vehicle, VehicleBatch stored, Throwable cause) {
    boolean unstorable = cause instanceof UnstorableBatchException;
    vehicle.ended(stored.batch(), unstorable);
    if (unstorable) {
      counters.refused.increment();
      refused.warn("refused for good, and acknowledged: " + cause.getMessage());
      acks.require(vehicle);
    } else {
      counters.dropped.increment();
      slow.warn("batches are not stored: " + cause.getMessage());
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapped = failure instanceof CompletionException && cause instanceof IOException;
    return wrapped && cause != null ? cause : failure;
  }
}
