package io.obdio.socketio.api;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.Protocol;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.TrafficListener;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events {@code subscribe_traffic} and {@code unsubscribe_traffic}: the undecoded responses of
 * the vehicle, to the requests of all clients, are pushed as event {@code traffic}: {@code
 * {"messages": [{"time": .., "request": .., "ecu": .., "data": ..}], "dropped": 0}}. Because they
 * show what others request, the scope {@code admin} is required.
 *
 * <p>The messages of {@value #INTERVAL_MILLIS} ms are sent together, the newest {@value #MAX_BATCH}
 * of them; a client that does not read misses some. The vehicle is observed only while there is a
 * subscriber.
 *
 * <p>Threads: all methods may be called by any thread.
 */
public final class TrafficEvents implements TrafficListener {

  private static final long INTERVAL_MILLIS = 200;
  private static final int MAX_BATCH = 100;

  /** Marks the sockets that have a listener to their end already. */
  private static final String LISTENING = "obdio.traffic";

  private final VehicleConnection vehicle;

  @GuardedBy("this")
  private final Map<String, Socket> subscribers = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Deque<Map<String, Object>> batch = new ArrayDeque<>();

  @GuardedBy("this")
  private int dropped;

  /** Creates the events without subscribers. */
  public TrafficEvents(VehicleConnection vehicle) {
    this.vehicle = vehicle;
  }

  /** Registers the events and starts the sender on the hub's thread. */
  public void addTo(EventTable events, ObdHub hub) {
    events.put(EventRow.acknowledging("subscribe_traffic", Scope.ADMIN, this::subscribe));
    events.put(EventRow.acknowledging("unsubscribe_traffic", Scope.ADMIN, this::unsubscribe));
    hub.every(Duration.ofMillis(INTERVAL_MILLIS), this::send);
  }

  private synchronized Object subscribe(Socket socket, EventArgs args) {
    if (subscribers.isEmpty()) {
      vehicle.addTrafficListener(this);
    }
    subscribers.put(socket.id(), socket);
    if (socket.data().putIfAbsent(LISTENING, true) == null) {
      socket.onDisconnect((gone, reason) -> remove(gone));
    }
    if (!socket.connected()) {
      remove(socket); // it disconnected meanwhile
    }
    return true;
  }

  private @Nullable Object unsubscribe(Socket socket, EventArgs args) {
    remove(socket);
    return true;
  }

  private synchronized void remove(Socket socket) {
    if (subscribers.remove(socket.id()) != null && subscribers.isEmpty()) {
      vehicle.removeTrafficListener(this);
      batch.clear();
      dropped = 0;
    }
  }

  @Override
  public void messageReceived(DiagnosticRequest request, EcuMessage message, Protocol protocol) {
    Map<String, Object> json = new LinkedHashMap<>(8);
    json.put("time", System.currentTimeMillis());
    json.put("request", request.toString());
    json.put("ecu", message.ecu().toString());
    json.put("data", message.payload().toHex());
    synchronized (this) {
      if (batch.size() == MAX_BATCH) {
        batch.remove();
        dropped++;
      }
      batch.add(json);
    }
  }

  private void send() {
    Map<String, Object> json = new LinkedHashMap<>(4);
    List<Socket> receivers;
    synchronized (this) {
      if (batch.isEmpty()) {
        return;
      }
      json.put("messages", new ArrayList<>(batch));
      json.put("dropped", dropped);
      batch.clear();
      dropped = 0;
      receivers = new ArrayList<>(subscribers.values());
    }
    receivers.forEach(socket -> socket.asVolatile().emit("traffic", json));
  }
}
