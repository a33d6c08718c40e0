package io.obdio.socketio.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Who listens for which event; for any thread. */
final class Listeners {
  private final Map<String, List<EventListener>> byName = new ConcurrentHashMap<>(4);
  private final Map<String, EventFunction> functions = new ConcurrentHashMap<>(4);
  private final List<EventListener> any = new CopyOnWriteArrayList<>();

  void on(String event, EventListener listener) {
    byName.computeIfAbsent(event, e -> new CopyOnWriteArrayList<>()).add(listener);
  }

  void answer(String event, EventFunction function) {
    functions.put(event, function);
  }

  void off(String event) {
    byName.remove(event);
    functions.remove(event);
  }

  void onAny(EventListener listener) {
    any.add(listener);
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
}
