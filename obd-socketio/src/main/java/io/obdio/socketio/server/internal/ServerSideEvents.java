package io.obdio.socketio.server.internal;

import io.obdio.socketio.server.AckException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners for events of other servers. Safe for use by any thread. */
final class ServerSideEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ServerSideEvents.class);

  private final String namespace;
  private final Map<String, List<Consumer<List<@Nullable Object>>>> listeners =
      new ConcurrentHashMap<>();
  private final Map<String, Function<List<@Nullable Object>, @Nullable Object>> functions =
      new ConcurrentHashMap<>();

  ServerSideEvents(String namespace) {
    this.namespace = namespace;
  }

  void on(String event, Consumer<List<@Nullable Object>> listener) {
    listeners.computeIfAbsent(event, e -> new CopyOnWriteArrayList<>()).add(listener);
  }

  void answer(String event, Function<List<@Nullable Object>, @Nullable Object> function) {
    functions.put(event, function);
  }

  void received(String event, List<@Nullable Object> args) {
    for (Consumer<List<@Nullable Object>> listener : listeners.getOrDefault(event, List.of())) {
      try {
        listener.accept(args);
      } catch (RuntimeException e) {
        LOG.warn("A listener of {} for the server-side event '{}' failed", namespace, event, e);
      }
    }
  }

  CompletionStage<List<@Nullable Object>> answered(String event, List<@Nullable Object> args) {
    received(event, args);
    Function<List<@Nullable Object>, @Nullable Object> function = functions.get(event);
    if (function == null) {
      return CompletableFuture.failedFuture(
          new AckException("no function answers the server-side event '" + event + "'", List.of()));
    }
    try {
      Object result = function.apply(args);
      if (result instanceof CompletionStage<?> stage) {
        return stage.thenApply(ServerSideEvents::single);
      }
      return CompletableFuture.completedFuture(single(result));
    } catch (RuntimeException e) {
      LOG.warn("The function of {} for the server-side event '{}' failed", namespace, event, e);
      return CompletableFuture.failedFuture(e);
    }
  }

  private static List<@Nullable Object> single(@Nullable Object value) {
    return java.util.Collections.singletonList(value);
  }
}
