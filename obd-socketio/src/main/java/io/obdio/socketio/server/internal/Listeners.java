package io.obdio.socketio.server.internal;

import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.server.DisconnectListener;
import io.obdio.socketio.server.ErrorListener;
import io.obdio.socketio.server.Event;
import io.obdio.socketio.server.EventFunction;
import io.obdio.socketio.server.EventListener;
import io.obdio.socketio.server.EventMiddleware;
import io.obdio.socketio.server.OutgoingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a socket or a namespace. Safe for use by any thread; reading takes no lock. An
 * iteration over a list does not see later changes.
 */
final class Listeners {
  private final Map<String, List<EventListener>> byName = new ConcurrentHashMap<>(2);
  private final Map<String, EventFunction> functions = new ConcurrentHashMap<>(2);
  private final List<EventListener> any = new CopyOnWriteArrayList<>();
  private final List<EventMiddleware> middleware = new CopyOnWriteArrayList<>();
  private final List<OutgoingListener> outgoing = new CopyOnWriteArrayList<>();
  private final List<ErrorListener> errors = new CopyOnWriteArrayList<>();
  private final List<DisconnectListener> disconnecting = new CopyOnWriteArrayList<>();
  private final List<DisconnectListener> disconnects = new CopyOnWriteArrayList<>();

  /** A listener that removes itself before it receives the first event. */
  private final class Once implements EventListener {
    private final String event;
    private final EventListener listener;
    private final AtomicBoolean called = new AtomicBoolean();

    Once(String event, EventListener listener) {
      this.event = event;
      this.listener = listener;
    }

    @Override
    public void onEvent(Event next) throws Exception {
      if (called.compareAndSet(false, true)) {
        off(event, this);
        listener.onEvent(next);
      }
    }
  }

  private static void check(String event) {
    if (PacketDecoder.reserved(event)) {
      throw new IllegalArgumentException(
          "'" + event + "' is a reserved event name: use onConnection, onDisconnect or onError");
    }
  }

  void on(String event, EventListener listener) {
    check(event);
    byName.compute(event, (name, all) -> plus(all == null ? List.of() : all, listener));
  }

  private static List<EventListener> plus(List<EventListener> list, EventListener added) {
    List<EventListener> more = new ArrayList<>(list);
    more.add(added);
    return List.copyOf(more);
  }

  void once(String event, EventListener listener) {
    on(event, new Once(event, listener));
  }

  void answer(String event, EventFunction function) {
    check(event);
    functions.put(event, function);
  }

  void off(String event) {
    byName.remove(event);
    functions.remove(event);
  }

  void off(String event, EventListener listener) {
    byName.computeIfPresent(
        event,
        (name, all) -> {
          List<EventListener> fewer = all.stream().filter(each -> !is(each, listener)).toList();
          return fewer.isEmpty() ? null : fewer;
        });
  }

  private static boolean is(EventListener known, EventListener listener) {
    return known == listener || known instanceof Once once && once.listener == listener;
  }

  void onAny(EventListener listener) {
    any.add(listener);
  }

  void prependAny(EventListener listener) {
    any.add(0, listener);
  }

  void offAny(EventListener listener) {
    any.removeIf(each -> each == listener);
  }

  void use(EventMiddleware added) {
    middleware.add(added);
  }

  void onOutgoing(OutgoingListener listener) {
    outgoing.add(listener);
  }

  void offOutgoing(OutgoingListener listener) {
    outgoing.removeIf(each -> each == listener);
  }

  void onError(ErrorListener listener) {
    errors.add(listener);
  }

  void onDisconnecting(DisconnectListener listener) {
    disconnecting.add(listener);
  }

  void onDisconnect(DisconnectListener listener) {
    disconnects.add(listener);
  }

  List<EventListener> any() {
    return any;
  }

  List<EventListener> of(String event) {
    return byName.getOrDefault(event, List.of());
  }

  @Nullable EventFunction function(String event) {
    return functions.get(event);
  }

  List<EventMiddleware> middleware() {
    return middleware;
  }

  List<OutgoingListener> outgoing() {
    return outgoing;
  }

  List<ErrorListener> errors() {
    return errors;
  }

  List<DisconnectListener> disconnecting() {
    return disconnecting;
  }

  List<DisconnectListener> disconnects() {
    return disconnects;
  }
}
