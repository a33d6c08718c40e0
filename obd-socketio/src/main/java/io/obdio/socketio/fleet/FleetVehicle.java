package io.obdio.socketio.fleet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.NumberSeries;
import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.telemetry.TextSeries;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle of the fleet: its presence, its stored batches and its latest values. For any thread.
 */
final class FleetVehicle {

  /** The limit of batches of a vehicle that are being stored; it sends fewer at a time. */
  static final int MAX_STORING = 64;

  /** The decision about a received batch. */
  enum Decision {
    /** It must be stored. */
    STORE,
    /** It is stored already, and is acknowledged again. */
    DUPLICATE,
    /** It is being stored. */
    STORING,
    /** It cannot be acknowledged now; the vehicle sends it again. */
    REFUSED
  }

  private record BatchId(long epoch, long seq) {}

  private final String id;

  /** The time of the creation in ms since 1970 UTC. */
  private final long created;

  @GuardedBy("this")
  private boolean online;

  @GuardedBy("this")
  private boolean acknowledgementDue;

  @GuardedBy("this")
  private long lastSeen;

  @GuardedBy("this")
  private String vin = "";

  @GuardedBy("this")
  private final EpochWindows windows = new EpochWindows();

  @GuardedBy("this")
  private final LatestValues values = new LatestValues();

  /** The batches that are being stored; null if there are none. */
  @GuardedBy("this")
  private @Nullable Set<BatchId> storing;

  /** The correction of times; null if the clock of the vehicle was always set. */
  @GuardedBy("this")
  private @Nullable TripClock clock;

  private volatile Dictionary dictionary = Dictionary.NONE;

  FleetVehicle(String id, long now) {
    this.id = id;
    this.created = now;
  }

  String id() {
    return id;
  }

  Dictionary dictionary() {
    return dictionary;
  }

  void setDictionary(Dictionary received) {
    dictionary = received;
  }

  synchronized void setOnline(boolean connected) {
    online = connected;
  }

  synchronized void seen(long now) {
    lastSeen = Math.max(lastSeen, now);
  }

  /**
   * Returns the time since which nothing was received from the vehicle, in ms since 1970 UTC; the
   * largest number if the vehicle is in use: it is connected to the broker, a batch of it is being
   * stored, or its acknowledgement is due.
   */
  synchronized long idleSince() {
    boolean used = online || storing != null || acknowledgementDue;
    return used ? Long.MAX_VALUE : Math.max(created, lastSeen);
  }

  /** Returns whether a batch of the vehicle was stored, by this node or another one. */
  synchronized boolean hasStored() {
    return windows.current() != null;
  }

  /** Decides about a batch; one that must be stored counts as being stored from now on. */
  synchronized Decision offer(DataBatch batch) {
    AckWindow window = windows.use(batch.epoch());
    window.settle(batch.first());
    if (window.contains(batch.seq())) {
      return Decision.DUPLICATE;
    }
    Set<BatchId> now = storing;
    if (now == null) {
      now = new HashSet<>(4);
      storing = now;
    }
    BatchId batchId = new BatchId(batch.epoch(), batch.seq());
    if (now.contains(batchId)) {
      return Decision.STORING;
    }
    if (now.size() >= MAX_STORING || !window.hasRoomFor(batch.seq())) {
      return Decision.REFUSED;
    }
    now.add(batchId);
    if (!batch.vin().isEmpty() && !batch.vin().equals(vin)) {
      vin = batch.vin().equals(id) ? id : batch.vin(); // most vehicles are named by it
    }
    return Decision.STORE;
  }

  /** Returns the time of a batch and its source. */
  synchronized TripClock.Corrected correct(DataBatch batch, long received) {
    TripClock known = clock;
    if (known == null) {
      known = new TripClock();
      clock = batch.clockSet() ? null : known;
    }
    return known.correct(batch, received);
  }

  /** Records the end of storing a batch. */
  synchronized void ended(DataBatch batch, boolean stored) {
    Set<BatchId> now = storing;
    if (now != null) {
      now.remove(new BatchId(batch.epoch(), batch.seq()));
      storing = now.isEmpty() ? null : now;
    }
    if (stored) {
      // If there is no room any more, the batch is sent and stored a second time: the sink's
      // readers drop it.
      boolean unused = windows.of(batch.epoch()).add(batch.seq());
    }
  }

  /** Adds the latest value of each series, if the times of the batch are known. */
  synchronized void update(SignalNames names, VehicleBatch received) {
    if (received.clock() == BatchClock.RECEIPT) {
      return;
    }
    for (NumberSeries series : received.batch().numbers()) {
      int last = series.size() - 1;
      long time = Math.min(received.time() + series.offset(last), received.received());
      values.put(names, series.name(), series.unit(), time, series.value(last));
    }
    for (TextSeries series : received.batch().texts()) {
      int last = series.size() - 1;
      long time = Math.min(received.time() + series.offset(last), received.received());
      values.put(names, series.name(), time, series.value(last));
    }
  }

  /** Adds the values of a received state; a time in the future counts as now. */
  synchronized void update(SignalNames names, StateCodec.State state, long now) {
    long time = Math.min(state.time(), now);
    state
        .values()
        .forEach(
            (name, value) -> {
              if (value instanceof Number number) {
                String unit = state.units().getOrDefault(name, "");
                values.put(names, name, unit, time, number.doubleValue());
              } else {
                values.put(names, name, time, String.valueOf(value));
              }
            });
  }

  /** Records what was stored before this node was started. */
  synchronized void restore(Acknowledgement position) {
    windows.use(position.epoch()).add(position);
  }

  /**
   * Records what another node has acknowledged.
   *
   * @return whether this node knows more, and should acknowledge it
   */
  synchronized boolean merge(Acknowledgement received) {
    AckWindow window = windows.of(received.epoch());
    window.add(received);
    return window == windows.current() && window.seq() > received.seq();
  }

  /** Notes that an acknowledgement must be sent; returns whether none was due before. */
  synchronized boolean requireAcknowledgement() {
    boolean before = acknowledgementDue;
    acknowledgementDue = true;
    return !before;
  }

  /** Returns the acknowledgement to send, which is not due any more; empty if there is none. */
  synchronized Optional<Acknowledgement> takeAcknowledgement() {
    acknowledgementDue = false;
    return Optional.ofNullable(windows.current()).map(AckWindow::acknowledgement);
  }

  synchronized VehicleInfo info() {
    AckWindow window = windows.current();
    return new VehicleInfo(
        id,
        online,
        lastSeen,
        vin,
        window == null ? 0 : window.epoch(),
        window == null ? 0 : window.seq());
  }

  synchronized Map<String, Object> values(SignalNames names) {
    return values.toJson(names);
  }
}
