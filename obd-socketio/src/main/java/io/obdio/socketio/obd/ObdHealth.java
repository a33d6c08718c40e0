package io.obdio.socketio.obd;

import io.obdio.core.transport.ConnectionReason;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.RequestView;
import io.obdio.socketio.http.Health;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.Router;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.vehicle.ConnectionState;
import io.obdio.socketio.vehicle.StatusText;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The routes {@code /health} and {@code /ready}. The server is up while its event loops turn and
 * the threads that request values and reopen the connection live. It is ready once the first
 * attempt to connect the vehicle has ended, whether or not the vehicle answered. It is degraded,
 * with the same response codes, while an optional part does not work. For any thread.
 */
final class ObdHealth {

  /** An event loop that has not turned for so long is stuck. */
  private static final long MAX_LOOP_DELAY_MILLIS = 5_000;

  private final VehicleConnection car;
  private final Supplier<@Nullable SocketIoServer> server;
  private final ServerParts parts;
  private final Access access;

  /**
   * Creates the routes.
   *
   * @param parts report why the server works only partly
   * @param access decides which clients receive the reasons and the status of the vehicle
   */
  ObdHealth(
      VehicleConnection car,
      Supplier<@Nullable SocketIoServer> server,
      ServerParts parts,
      Access access) {
    this.car = car;
    this.server = server;
    this.parts = parts;
    this.access = access;
  }

  Router router() {
    return new Router()
        .get("/health", new Health(exchange -> state(exchange, "up", "down", failures())))
        .get("/ready", new Health(exchange -> state(exchange, "ready", "not ready", obstacles())));
  }

  private List<String> failures() {
    List<String> failures = new ArrayList<>(car.failures());
    SocketIoServer now = server.get();
    if (now != null && now.stats().loopDelayMillis() > MAX_LOOP_DELAY_MILLIS) {
      failures.add("event loop");
    }
    return failures;
  }

  private List<String> obstacles() {
    List<String> obstacles = failures();
    if (car.isConnecting()) {
      obstacles.add("connecting");
    }
    return obstacles;
  }

  private Health.State state(
      HttpExchange exchange, String good, String bad, List<String> failures) {
    boolean up = failures.isEmpty();
    List<String> reasons = new ArrayList<>(failures);
    reasons.addAll(parts.degradations());
    StringBuilder json = new StringBuilder("{\"status\":\"");
    json.append(up ? reasons.isEmpty() ? good : "degraded" : bad).append('"');
    if (access.mayRead("health", RequestView.of(exchange))) {
      ConnectionState state = car.state();
      json.append(",\"car\":\"").append(StatusText.of(state.status())).append('"');
      if (state.reason() != ConnectionReason.CONNECTED) {
        json.append(",\"code\":\"").append(state.reason().word());
        json.append("\",\"remedy\":\"").append(state.reason().remedy()).append('"');
      }
      if (!reasons.isEmpty()) {
        json.append(",\"reasons\":[\"").append(String.join("\",\"", reasons)).append("\"]");
      }
    }
    return new Health.State(up, json.append('}').toString());
  }
}
