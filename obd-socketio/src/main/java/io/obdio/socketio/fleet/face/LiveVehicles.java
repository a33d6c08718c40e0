package io.obdio.socketio.fleet.face;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.fleet.FleetView;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.server.Adapter.Selection;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.RoomListener;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vehicles that clients of this server have subscribed to. The rooms of the namespace determine
 * them: when the first client enters the room of a vehicle, its topics {@code state}, {@code live},
 * {@code status}, {@code dtc} and {@code freeze_frame} are subscribed to, and it is asked to send
 * changed values often; that request is repeated each {@value #RENEW_SECONDS} s. Some time after
 * the last client has left, all of it ends. Values therefore reach only the servers that need them,
 * and never the cluster adapter.
 *
 * <p>Threads: all methods may be called by any thread.
 */
final class LiveVehicles implements RoomListener, BrokerListener {

  private static final Logger log = LoggerFactory.getLogger(LiveVehicles.class);

  /** The vehicles that can have subscribers at a time. */
  static final int MAX_VEHICLES = 10_000;

  private static final int RENEW_SECONDS = 30;
  private static final int REQUEST_SECONDS = 60;

  /** Changes of the rooms within this time lead to one request. */
  private static final Duration SETTLE = Duration.ofMillis(50);

  private final FleetView view;
  private final MessageBroker broker;
  private final Topics topics;
  private final JsonCodec json;
  private final Namespace namespace;
  private final Duration linger;
  private final FaceTimer timer;

  /** A vehicle with the state of its requests. */
  private static final class Entry {
    private final LiveVehicle vehicle;
    private boolean requestScheduled;
    private int emptied;

    Entry(LiveVehicle vehicle) {
      this.vehicle = vehicle;
    }
  }

  @GuardedBy("this")
  private final Map<String, Entry> entries = new HashMap<>();

  /**
   * Creates the registry; it begins to work when it listens to the rooms.
   *
   * @param linger time for which a vehicle without subscribers is still received
   */
  LiveVehicles(
      FleetView view,
      MessageBroker broker,
      Topics topics,
      JsonCodec json,
      Namespace namespace,
      FaceTimer timer,
      Duration linger) {
    this.view = view;
    this.broker = broker;
    this.topics = topics;
    this.json = json;
    this.namespace = namespace;
    this.linger = linger;
    this.timer = timer;
  }

  /** Begins to repeat the requests to the vehicles. */
  void start() {
    timer.every(Duration.ofSeconds(RENEW_SECONDS), this::renew);
    broker.addListener(this);
  }

  /** Returns a vehicle with subscribers; empty for any other. */
  synchronized Optional<LiveVehicle> find(String id) {
    Entry entry = entries.get(id);
    return entry == null ? Optional.empty() : Optional.of(entry.vehicle);
  }

  /** Returns whether a client can subscribe to a vehicle: it is received, or one more can be. */
  synchronized boolean hasPlaceFor(String id) {
    return entries.containsKey(id) || entries.size() < MAX_VEHICLES;
  }

  /** Returns the number of vehicles that are received. */
  synchronized int size() {
    return entries.size();
  }

  // ---- rooms

  @Override
  public void onCreate(String room) {
    Optional<ViewRoom> view = ViewRoom.parse(room);
    Optional<String> id = view.map(ViewRoom::vehicle).or(() -> ViewRoom.vehicleOf(room));
    if (id.isEmpty()) {
      return;
    }
    Entry opened = null;
    Entry entry;
    synchronized (this) {
      entry = entries.get(id.get());
      if (entry == null) {
        if (entries.size() >= MAX_VEHICLES) {
          return; // the event 'subscribe' has checked it; a few may have come at once
        }
        opened = new Entry(new LiveVehicle(id.get(), namespace, json, timer));
        entry = opened;
        entries.put(id.get(), entry);
      }
      view.ifPresent(entry.vehicle::open);
      scheduleRequest(entry, id.get());
    }
    if (opened != null) {
      open(id.get(), opened.vehicle);
    }
  }

  private void open(String id, LiveVehicle vehicle) {
    view.values(id).ifPresent(vehicle::addKnown);
    subscribe(topics.status(id), vehicle::onStatus);
    subscribe(topics.troubleCodes(id), vehicle::onTroubleCodes);
    subscribe(topics.freezeFrame(id), vehicle::onFreezeFrame);
    subscribe(topics.state(id), vehicle::onValues);
    subscribe(live(id), vehicle::onValues);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the outcome is logged
  private void subscribe(String filter, Consumer<BrokerMessage> handler) {
    broker
        .subscribe(filter, handler)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.warn("{} cannot be subscribed to: {}", filter, failure.getMessage());
              }
            });
  }

  private String live(String id) {
    return topics.of(id, "live");
  }

  @Override
  public void onDelete(String room) {
    ViewRoom.parse(room).ifPresent(this::closeView);
    ViewRoom.vehicleOf(room).ifPresent(this::emptied);
  }

  /** Closes a room that has no clients; the report of the end may come late. */
  private synchronized void closeView(ViewRoom view) {
    Entry entry = entries.get(view.vehicle());
    if (entry != null && isEmpty(view.room())) {
      entry.vehicle.close(view);
      scheduleRequest(entry, view.vehicle());
    }
  }

  private synchronized void emptied(String id) {
    Entry entry = entries.get(id);
    if (entry != null) {
      int turn = ++entry.emptied;
      timer.schedule(linger, () -> close(id, turn));
    }
  }

  /** Ends a vehicle whose room has been empty since it was emptied for the last time. */
  private void close(String id, int turn) {
    synchronized (this) {
      Entry entry = entries.get(id);
      if (entry == null || entry.emptied != turn || !isEmpty(ViewRoom.ofVehicle(id))) {
        return;
      }
      entries.remove(id);
      // With the lock: a client that comes now subscribes afterwards.
      for (String filter : filters(id)) {
        broker.unsubscribe(filter);
      }
    }
  }

  private List<String> filters(String id) {
    return List.of(
        topics.status(id),
        topics.troubleCodes(id),
        topics.freezeFrame(id),
        topics.state(id),
        live(id));
  }

  private boolean isEmpty(String room) {
    return namespace.adapter().sockets(new Selection(Set.of(room), Set.of(), true)).isEmpty();
  }

  // ---- requests to the vehicles

  @GuardedBy("this")
  private void scheduleRequest(Entry entry, String id) {
    if (!entry.requestScheduled) {
      entry.requestScheduled = true;
      timer.schedule(SETTLE, () -> request(entry, id));
    }
  }

  private void request(Entry entry, String id) {
    synchronized (this) {
      entry.requestScheduled = false;
    }
    entry.vehicle.request(REQUEST_SECONDS).ifPresent(request -> publish(id, request));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the outcome is logged
  private void publish(String id, Map<String, Object> request) {
    byte[] payload;
    try {
      payload = json.encode(request, List.of());
    } catch (JsonException e) {
      throw new IllegalStateException("numbers and texts can be written as JSON", e);
    }
    BrokerMessage message =
        new BrokerMessage(
            topics.command(id, "live"),
            payload,
            0,
            false,
            null,
            null,
            Duration.ofSeconds(REQUEST_SECONDS));
    broker
        .publish(message)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.debug("{} is not sent: {}", message.topic(), failure.getMessage());
              }
            });
  }

  /** Repeats all requests, and forgets rooms whose end was reported too early. */
  private void renew() {
    Map<String, Entry> all;
    synchronized (this) {
      all = new HashMap<>(entries);
    }
    all.forEach(
        (id, entry) -> {
          entry.vehicle.views().forEach(this::closeViewIfEmpty);
          request(entry, id);
        });
  }

  private synchronized void closeViewIfEmpty(ViewRoom view) {
    Entry entry = entries.get(view.vehicle());
    if (entry != null && isEmpty(view.room())) {
      entry.vehicle.close(view);
    }
  }

  /** Repeats all requests at once: the vehicles may have missed them. */
  @Override
  public void connected() {
    timer.schedule(Duration.ZERO, this::renew);
  }
}
