package io.obdio.socketio.devices;

import io.obdio.core.command.Commands;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessRule;
import io.obdio.socketio.access.AccessTable;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.ProtectedRoutes;
import io.obdio.socketio.access.Scope;
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
import java.util.List;
import java.util.Map;
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
  private final ProtectedRoutes routes;
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
    Map<Device, Scope> switches = VehicleDevices.switches(vehicle, options.outputs(), feed, gate);
    Aliases aliases = new Aliases(options.aliases(), json);
    this.model = new DeviceModel(vehicle, hub, commands, options, feed, aliases, switches, version);
    DeviceSetter setter = new DeviceSetter(model, gate);
    this.requests = new DeviceRequests(model, setter, json);
    this.rest = new DeviceRest(model, setter, http);
    this.bulk = new DeviceBulk(model, rest, http);
    this.routes = new ProtectedRoutes(access.table(), gate);
    addRoutes();
    declare(access.table(), switches);
    this.webhook = options.webhook() == null ? null : new Webhook(options.webhook(), feed, frames);
    if (webhook != null) {
      feed.execute(
          () -> {
            feed.addListener(webhook::changed);
            model.setReader(DeviceModel.Reader.WEBHOOK, true);
          });
    }
  }

  /** Adds the rules of the commands of {@code /ws} and of the devices that can be set. */
  private void declare(AccessTable table, Map<Device, Scope> switches) {
    requests
        .scopes()
        .forEach((cmd, scope) -> table.put(AccessRule.keyed(DeviceSession.API, cmd, scope)));
    switches.forEach(
        (device, scope) ->
            table.put(
                AccessRule.keyed("device", device.type().word() + "/" + device.name(), scope)));
    table.put(AccessRule.keyed("device", "others", DeviceModel.OTHERS));
  }

  /** Adds all routes; {@code /json} is another name of {@code /rest}. */
  private void addRoutes() {
    routes.add("GET", "/ws", Scope.READ, (exchange, path, client) -> upgrade(exchange, client));
    routes.add("GET", "/version", Scope.READ, (exchange, path, client) -> version(exchange));
    add("POST", "/bulk", (exchange, path, client) -> bulk.handle(exchange, client));
    for (String root : List.of("/rest", "/json")) {
      routes.add(
          "GET", root + "/all", Scope.READ, (exchange, path, client) -> rest.all(exchange, client));
      routes.add(
          "GET", root + "/openapi.json", Scope.READ, (exchange, path, client) -> openApi(exchange));
      add("GET", root + "/{dev}", (exchange, path, client) -> rest.incomplete(exchange));
      add(
          "GET",
          root + "/{dev}/all",
          (exchange, path, client) -> rest.type(exchange, path, client));
      add(
          "GET",
          root + "/{dev}/all/{property}",
          (exchange, path, client) -> rest.type(exchange, path, client));
      add(
          "GET",
          root + "/{dev}/{circuit}",
          (exchange, path, client) -> rest.device(exchange, path, client));
      add(
          "GET",
          root + "/{dev}/{circuit}/{property}",
          (exchange, path, client) -> rest.device(exchange, path, client));
      add(
          "POST",
          root + "/{dev}/{circuit}",
          (exchange, path, client) -> rest.write(exchange, path, client));
    }
  }

  /** Adds a route that may refuse the request. */
  private void add(String method, String path, ProtectedRoutes.Route route) {
    routes.add(
        method,
        path,
        Scope.READ,
        (exchange, variables, client) -> {
          try {
            route.handle(exchange, variables, client);
          } catch (RequestException e) {
            http.respondError(exchange, e);
          }
        });
  }

  @Override
  public List<String> routes() {
    return routes.routes();
  }

  @Override
  public boolean handle(HttpExchange exchange) throws Exception {
    return routes.handle(exchange);
  }

  private void upgrade(HttpExchange exchange, Principal client) {
    if (!WebSocketUpgrade.requested(exchange)) {
      exchange.responseHeader("upgrade", "websocket");
      exchange.respond(426, TEXT, "A WebSocket is required\n");
      return;
    }
    DeviceSession session =
        new DeviceSession(
            requests, gate, feed, frames, options, client, NettyExchange.of(exchange).loop());
    // A handshake that is refused has been answered.
    var unused = WebSocketSession.accept(exchange, options.socket(), session);
  }

  private void version(HttpExchange exchange) {
    exchange.respond(200, TEXT, "v" + version);
  }

  private static void openApi(HttpExchange exchange) {
    exchange.respond(200, "application/json", OpenApi.DOCUMENT);
  }

  /** The description of the interface, read once when it is first requested. */
  private static final class OpenApi {
    private static final byte[] DOCUMENT = read();

    private static byte[] read() {
      try (InputStream in = Devices.class.getResourceAsStream(OPENAPI)) {
        if (in == null) {
          throw new IllegalStateException(OPENAPI + " is missing from the class path");
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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

  /** Ends the feed; the server closes the sessions. */
  @Override
  public void close() {
    if (webhook != null) {
      webhook.close();
    }
    feed.close();
  }
}
