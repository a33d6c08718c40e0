package io.obdio.socketio.app.fleet;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.RequestView;
import io.obdio.socketio.http.Health;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.Router;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.ServerStats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The routes {@code /health} and {@code /ready} of a node. It is down if its event loops are stuck.
 * Without the broker or the store it is degraded: it answers from what it has, and the vehicles
 * keep their data; it is not ready then. For any thread.
 */
final class FleetHealth {

  /** An event loop that has not turned for so long is stuck. */
  private static final long MAX_LOOP_DELAY_MILLIS = 5_000;

  private final Supplier<List<String>> problems;
  private final Supplier<ServerStats> stats;
  private final Access access;

  /**
   * Creates the routes.
   *
   * @param problems returns what does not work now, for people
   * @param access decides which clients receive the reasons
   */
  FleetHealth(Supplier<List<String>> problems, Supplier<ServerStats> stats, Access access) {
    this.problems = problems;
    this.stats = stats;
    this.access = access;
  }

  Router router() {
    return new Router()
        .get("/health", new Health(this::health))
        .get("/ready", new Health(this::ready));
  }

  private boolean stuck() {
    return stats.get().loopDelayMillis() > MAX_LOOP_DELAY_MILLIS;
  }

  private Health.State health(HttpExchange exchange) {
    if (stuck()) {
      return state(exchange, false, "down", List.of("event loop"));
    }
    List<String> now = problems.get();
    return state(exchange, true, now.isEmpty() ? "up" : "degraded", now);
  }

  private Health.State ready(HttpExchange exchange) {
    List<String> now = new ArrayList<>(problems.get());
    if (stuck()) {
      now.add("event loop");
    }
    return state(exchange, now.isEmpty(), now.isEmpty() ? "ready" : "not ready", now);
  }

  private Health.State state(HttpExchange exchange, boolean up, String word, List<String> reasons) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", word);
    if (!reasons.isEmpty() && access.mayRead("health", RequestView.of(exchange))) {
      json.put("reasons", reasons);
    }
    try {
      byte[] text = new JacksonJson().encode(json, List.of());
      return new Health.State(up, new String(text, StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw new IllegalStateException("texts can be written as JSON", e);
    }
  }
}
