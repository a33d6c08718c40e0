package io.obdio.socketio.devices;

import io.obdio.core.command.Commands;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.server.NettyExchange;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import io.obdio.socketio.websocket.WebSocketSession;
import io.obdio.socketio.websocket.WebSocketUpgrade;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The EVOK interface to the vehicle: a plain WebSocket at {@code /ws}, and REST at {@code /rest},
 * {@code /json}, {@code /bulk} and {@code /version}. No thread and no socket exists until a client
 * arrives.
 *
 * <p>Threads: the methods may be called by any thread and do not block.
 */
public final class Devices implements RequestHandler, VehicleListener, AutoCloseable {

  /** The share of the devices among the clients whose requests to the vehicle are queued. */
  static final String CLIENT = "devices";

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String OPENAPI = "openapi.json";

  /** A function that opens the connection of the configuration. */
  @FunctionalInterface
  public interface Connector {
    /**
     * Begins to connect.
     *
     * @throws RequestException if there is nothing to connect to
     */
    CompletionStage<ConnectionStatus> connect() throws RequestException;
  }

  private final DevicesOptions options;
  private final String version;
  private final DeviceGate gate;
  private final DeviceFrames frames;
  private final DeviceFeed feed;
  private final DeviceModel model;
  private final DeviceRequests requests;
  private final DeviceRest rest;
  private final DeviceBulk bulk;
  private final DeviceHttp http;
  private final @Nullable Webhook webhook;

  /**
   * Creates the interface.
   *
   * @param commands the commands whose values are devices
   * @param origins the pages that may use the devices
   * @param connector connects when a client sets the relay {@code CONNECT}
   * @param version of the program, such as {@code 1.0.0}
   */
  public Devices(
      VehicleConnection vehicle,
      ObdHub hub,
      Commands commands,
      JsonCodec json,
      Access access,
      Cors origins,
      Connector connector,
      DevicesOptions options,
      String version) {
    this.options = options;
    this.version = version;
    this.frames = new DeviceFrames(json, options.single());
    this.http = new DeviceHttp(json, frames);
    this.gate = new DeviceGate(access, origins, connector, http);
    this.feed = new DeviceFeed(frames);
    Aliases aliases = new Aliases(options.aliases(), json);
    this.model =
        new DeviceModel(
            vehicle,
            hub,
            commands,
            options,
            feed,
            aliases,
            VehicleDevices.switches(vehicle, options.outputs(), feed, gate),
            version);
    DeviceSetter setter = new DeviceSetter(model, gate);
    this.requests = new DeviceRequests(model, setter, json);
    this.rest = new DeviceRest(model, setter, http);
    this.bulk = new DeviceBulk(model, rest, http);
    this.webhook = options.webhook() == null ? null : new Webhook(options.webhook(), feed, frames);
    if (webhook != null) {
      feed.execute(
          () -> {
            feed.addListener(webhook::changed);
            model.setReader(DeviceModel.Reader.WEBHOOK, true);
          });
    }
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    List<String> path = segments(exchange.path());
    String first = path.isEmpty() ? "" : path.get(0);
    switch (first) {
      case "ws" -> {
        if (path.size() != 1) {
          return false;
        }
        upgrade(exchange);
      }
      case "rest", "json" -> {
        if (path.size() < 2 || path.size() > 4) {
          return false;
        }
        guarded(exchange, path);
      }
      case "bulk", "version" -> {
        if (path.size() != 1) {
          return false;
        }
        guarded(exchange, path);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Returns the segments of a path; a slash at its end does not count. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(List.of(path.split("/")));
    if (!segments.isEmpty()) {
      segments.remove(0);
    }
    return segments;
  }

  // ---- WebSocket

  private void upgrade(HttpExchange exchange) {
    if (!WebSocketUpgrade.requested(exchange)) {
      exchange.responseHeader("upgrade", "websocket");
      exchange.respond(426, TEXT, "A WebSocket is required\n");
      return;
    }
    Optional<Principal> principal = gate.admit(exchange);
    if (principal.isPresent()) {
      DeviceSession session =
          new DeviceSession(
              requests,
              gate,
              feed,
              frames,
              options,
              principal.get(),
              NettyExchange.of(exchange).loop());
      // A handshake that is refused has been answered.
      var unused = WebSocketSession.accept(exchange, options.socket(), session);
    }
  }

  // ---- REST

  private void guarded(HttpExchange exchange, List<String> path) {
    if (exchange.method().equals("OPTIONS")) {
      gate.preflight(exchange);
      return;
    }
    Optional<Principal> principal = gate.admit(exchange);
    if (principal.isEmpty()) {
      return;
    }
    try {
      route(exchange, path, principal.get());
    } catch (RequestException e) {
      http.respondError(exchange, e);
    }
  }

  private void route(HttpExchange exchange, List<String> path, Principal principal)
      throws RequestException {
    List<String> rest = path.subList(1, path.size());
    switch (path.get(0)) {
      case "version" -> only("GET", exchange, () -> exchange.respond(200, TEXT, "v" + version));
      case "bulk" -> only("POST", exchange, () -> bulk.handle(exchange, principal));
      default -> {
        if (exchange.reads() && rest.equals(List.of(OPENAPI))) {
          exchange.respond(200, "application/json", openApi());
        } else {
          this.rest.handle(exchange, rest, principal);
        }
      }
    }
  }

  /** An action that may refuse the request. */
  @FunctionalInterface
  private interface Action {
    void run() throws RequestException;
  }

  private static void only(String method, HttpExchange exchange, Action action)
      throws RequestException {
    boolean fits = method.equals("GET") ? exchange.reads() : exchange.method().equals(method);
    if (fits) {
      action.run();
    } else {
      exchange.responseHeader("allow", method + ", OPTIONS");
      exchange.respond(405, TEXT, "Method not allowed\n");
    }
  }

  private static byte[] openApi() {
    try (InputStream in = Devices.class.getResourceAsStream(OPENAPI)) {
      return in == null ? "{}".getBytes(StandardCharsets.UTF_8) : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- the vehicle

  @Override
  public void statusChanged(ConnectionStatus status, String reason) {
    feed.execute(model::refreshAll);
  }

  @Override
  public void closed() {
    feed.execute(model::refreshAll);
  }

  @Override
  public void responseReceived(ObdResponse<?> response) {
    // The hub's subscription delivers the responses, coalesced.
  }

  /** Ends the feed; the server closes the sessions. */
  @Override
  public void close() {
    if (webhook != null) {
      webhook.close();
    }
    feed.close();
  }
}
