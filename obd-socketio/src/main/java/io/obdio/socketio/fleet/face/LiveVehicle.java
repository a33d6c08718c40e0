package io.obdio.socketio.fleet.face;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.server.Broadcast;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.telemetry.StateCodec.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A vehicle with at least one subscriber on this server: its latest values, and the rooms to which
 * they are sent. An event is encoded once for all clients of a room and stays on this server. It
 * contains all values of the room, so that a newer one can replace one that a slow client has not
 * read yet.
 *
 * <p>Threads: all methods may be called by any thread. The lock is not held while events are sent.
 */
final class LiveVehicle {

  private static final Logger log = LoggerFactory.getLogger(LiveVehicle.class);

  private static final String VALUES = "values";
  private static final int MAX_REPORT_BYTES = 65_536;

  /** The rooms for different names or intervals: each costs the encoding of its events. */
  static final int MAX_ROOMS = 32;

  private final String id;
  private final Namespace namespace;
  private final JsonCodec json;
  private final FaceTimer timer;

  /** The room is in the map while it has clients. */
  @GuardedBy("this")
  private final Map<String, Pending> views = new TreeMap<>();

  @GuardedBy("this")
  private final VehicleValues values = new VehicleValues();

  @GuardedBy("this")
  private String status = "";

  /** The trouble codes and the freeze frame, by the name of the event. */
  @GuardedBy("this")
  private final Map<String, Map<?, ?>> reports = new TreeMap<>();

  /** A room with what it still has to receive. */
  private static final class Pending {
    private final ViewRoom view;
    private boolean scheduled;
    private long sent = System.nanoTime() - TimeUnit.MINUTES.toNanos(2);

    Pending(ViewRoom view) {
      this.view = view;
    }
  }

  LiveVehicle(String id, Namespace namespace, JsonCodec json, FaceTimer timer) {
    this.id = id;
    this.namespace = namespace;
    this.json = json;
    this.timer = timer;
  }

  // ---- rooms

  /**
   * Returns a room for a client: the one that it needs, or that of all values if there are many.
   */
  synchronized ViewRoom admitted(ViewRoom requested) {
    boolean place = views.containsKey(requested.room()) || views.size() < MAX_ROOMS;
    return place || requested.names().isEmpty()
        ? requested
        : new ViewRoom(requested.vehicle(), requested.intervalMillis(), List.of());
  }

  synchronized void open(ViewRoom view) {
    views.putIfAbsent(view.room(), new Pending(view));
  }

  synchronized void close(ViewRoom view) {
    views.remove(view.room());
  }

  synchronized List<ViewRoom> views() {
    return views.values().stream().map(pending -> pending.view).toList();
  }

  // ---- messages of the vehicle

  /** Receives a complete state or changed values. */
  void onValues(BrokerMessage message) {
    if (message.payload().length == 0) {
      return; // a retained state that was removed
    }
    try {
      add(StateCodec.decode(message.payload()));
    } catch (BatchException e) {
      log.debug("{}: values that are not valid: {}", message.topic(), e.getMessage());
    }
  }

  /** Adds values that are known from elsewhere. */
  synchronized void addKnown(Map<String, ?> known) {
    values.addKnown(known);
  }

  private void add(State state) {
    Map<String, String> units = null;
    synchronized (this) {
      Set<String> changed = values.add(state);
      if (values.addUnits(state.units())) {
        units = values.units();
      }
      for (Pending pending : views.values()) {
        if (pending.view.names().isEmpty()
            ? !changed.isEmpty()
            : pending.view.names().stream().anyMatch(changed::contains)) {
          schedule(pending);
        }
      }
    }
    if (units != null) {
      emit("units", "u", units);
    }
  }

  @GuardedBy("this")
  private void schedule(Pending pending) {
    if (!pending.scheduled) {
      pending.scheduled = true;
      long interval = TimeUnit.MILLISECONDS.toNanos(pending.view.intervalMillis());
      long wait = pending.sent + interval - System.nanoTime();
      timer.schedule(Duration.ofNanos(Math.max(0, wait)), () -> flush(pending));
    }
  }

  private void flush(Pending pending) {
    Map<String, Object> event;
    synchronized (this) {
      pending.scheduled = false;
      pending.sent = System.nanoTime();
      event = event(pending.view);
    }
    emitter(pending.view.room()).latest(VALUES + " " + id).emit(VALUES, event);
  }

  @GuardedBy("this")
  private Map<String, Object> event(ViewRoom view) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("vehicle", id);
    event.put("t", values.time());
    event.put("v", values.values(view.names()));
    return event;
  }

  /** Receives {@code online} or {@code offline}. */
  void onStatus(BrokerMessage message) {
    String text = message.text();
    if (!text.equals("online") && !text.equals("offline")) {
      return;
    }
    synchronized (this) {
      if (text.equals(status)) {
        return;
      }
      status = text;
    }
    emit("status", "status", text);
  }

  /** Receives the trouble codes. */
  void onTroubleCodes(BrokerMessage message) {
    onReport("dtc", message);
  }

  /** Receives the freeze frame. */
  void onFreezeFrame(BrokerMessage message) {
    onReport("freeze_frame", message);
  }

  /** Receives a JSON object, or an empty payload if the vehicle has removed it. */
  private void onReport(String event, BrokerMessage message) {
    byte[] payload = message.payload();
    Map<?, ?> report = null;
    if (payload.length > 0) {
      report = object(message);
      if (report == null) {
        return;
      }
    }
    synchronized (this) {
      Map<?, ?> before = report == null ? reports.remove(event) : reports.put(event, report);
      if (Objects.equals(report, before)) {
        return;
      }
    }
    emit(event, event, report);
  }

  private @Nullable Map<?, ?> object(BrokerMessage message) {
    byte[] payload = message.payload();
    try {
      return payload.length <= MAX_REPORT_BYTES
              && json.decode(payload, 0, payload.length) instanceof Map<?, ?> object
          ? object
          : null;
    } catch (JsonException e) {
      log.debug("{}: not JSON: {}", message.topic(), e.getMessage());
      return null;
    }
  }

  private void emit(String event, String member, @Nullable Object value) {
    Map<String, @Nullable Object> argument = new LinkedHashMap<>();
    argument.put("vehicle", id);
    argument.put(member, value);
    emitter(ViewRoom.ofVehicle(id)).emit(event, argument);
  }

  /** Returns the clients of a room on this server: other servers receive the vehicle themselves. */
  private Broadcast emitter(String room) {
    return namespace.to(room).local();
  }

  // ---- for one client

  /** Adds what is known about the vehicle, apart from its values, to the answer to a client. */
  synchronized void addTo(Map<String, Object> answer) {
    if (!status.isEmpty()) {
      answer.put("status", status);
    }
    answer.put("u", values.units());
    answer.putAll(reports);
  }

  /**
   * Sends the present values to a client that has entered a room, if there are any. It may receive
   * them twice, because the room may get them at the same time.
   */
  void sendTo(Socket socket, ViewRoom view) {
    Map<String, Object> event;
    synchronized (this) {
      if (values.isEmpty()) {
        return;
      }
      event = event(view);
    }
    socket.latest(VALUES + " " + id).emit(VALUES, event);
  }

  /** Returns the result of a function of the present values. */
  synchronized <T> Optional<T> ifKnown(Function<VehicleValues, T> function) {
    return values.isEmpty() ? Optional.empty() : Optional.of(function.apply(values));
  }

  // ---- what the vehicle is asked to send

  /**
   * Returns the request for values, {@code {"interval_ms": .., "names": [..], "for_s": ..}}; empty
   * if no room needs any.
   */
  synchronized Optional<Map<String, Object>> request(int seconds) {
    if (views.isEmpty()) {
      return Optional.empty();
    }
    int interval = Integer.MAX_VALUE;
    boolean all = false;
    Set<String> names = new TreeSet<>();
    for (Pending pending : views.values()) {
      interval = Math.min(interval, pending.view.intervalMillis());
      all |= pending.view.names().isEmpty();
      names.addAll(pending.view.names());
    }
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("interval_ms", interval);
    if (!all) {
      request.put("names", new ArrayList<>(names));
    }
    request.put("for_s", seconds);
    return Optional.of(request);
  }
}
