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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a socket or a namespace. Safe for use by any thread: reading takes no lock,
 * changes replace the collections by copies.
 */
final class Listeners {
  private volatile Map<String, List<EventListener>> byName = Map.of();
  private volatile Map<String, EventFunction> functions = Map.of();
  private volatile List<EventListener> any = List.of();
  private volatile List<EventMiddleware> middleware = List.of();
  private volatile List<OutgoingListener> outgoing = List.of();
  private volatile List<ErrorListener> errors = List.of();
  private volatile List<DisconnectListener> disconnecting = List.of();
  private volatile List<DisconnectListener> disconnects = List.of();

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

  private static <T> List<T> plus(List<T> list, T added) {
    List<T> more = new ArrayList<>(list);
    more.add(added);
    return List.copyOf(more);
  }

  private static <T> List<T> minus(List<T> list, T removed) {
    return list.stream().filter(each -> each != removed).toList();
  }

  private static void check(String event) {
    if (PacketDecoder.reserved(event)) {
      throw new IllegalArgumentException(
          "'" + event + "' is a reserved event name: use onConnection, onDisconnect or onError");
    }
  }

  synchronized void on(String event, EventListener listener) {
    check(event);
    Map<String, List<EventListener>> copy = new HashMap<>(byName);
    copy.put(event, plus(copy.getOrDefault(event, List.of()), listener));
    byName = Map.copyOf(copy);
  }

  void once(String event, EventListener listener) {
    on(event, new Once(event, listener));
  }

  synchronized void answer(String event, EventFunction function) {
    check(event);
    Map<String, EventFunction> copy = new HashMap<>(functions);
    copy.put(event, function);
    functions = Map.copyOf(copy);
  }

  synchronized void off(String event) {
    Map<String, List<EventListener>> copy = new HashMap<>(byName);
    copy.remove(event);
    byName = Map.copyOf(copy);
    Map<String, EventFunction> others = new HashMap<>(functions);
    others.remove(event);
    functions = Map.copyOf(others);
  }

  synchronized void off(String event, EventListener listener) {
    Map<String, List<EventListener>> copy = new HashMap<>(byName);
    copy.computeIfPresent(
        event,
        (name, all) -> {
          List<EventListener> fewer = all.stream().filter(each -> !is(each, listener)).toList();
          return fewer.isEmpty() ? null : fewer;
        });
    byName = Map.copyOf(copy);
  }

  private static boolean is(EventListener known, EventListener listener) {
    return known == listener || known instanceof Once once && once.listener == listener;
  }

  synchronized void onAny(EventListener listener) {
    any = plus(any, listener);
  }

  synchronized void prependAny(EventListener listener) {
    List<EventListener> more = new ArrayList<>(any.size() + 1);
    more.add(listener);
    more.addAll(any);
    any = List.copyOf(more);
  }

  synchronized void offAny(EventListener listener) {
    any = minus(any, listener);
  }

  synchronized void use(EventMiddleware added) {
    middleware = plus(middleware, added);
  }

  synchronized void onOutgoing(OutgoingListener listener) {
    outgoing = plus(outgoing, listener);
  }

  synchronized void offOutgoing(OutgoingListener listener) {
    outgoing = minus(outgoing, listener);
  }

  synchronized void onError(ErrorListener listener) {
    errors = plus(errors, listener);
  }

  synchronized void onDisconnecting(DisconnectListener listener) {
    disconnecting = plus(disconnecting, listener);
  }

  synchronized void onDisconnect(DisconnectListener listener) {
    disconnects = plus(disconnects, listener);
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
