package io.obdio.socketio.devices;

import io.obdio.core.command.Commands;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A server with the devices of the simulated vehicle, and a gate that the test sets. */
final class DevicesServer implements AutoCloseable {

  final ObdHub hub = new ObdHub();
  final VehicleConnection vehicle;
  final Devices devices;
  final SocketIoServer server;
  final Access access;
  private @Nullable VehicleListener listener;
  private volatile ConnectionStatus notified = ConnectionStatus.NOT_CONNECTED;

  DevicesServer(DevicesOptions options) throws Exception {
    this(options, AccessOptions.defaults());
  }

  DevicesServer(DevicesOptions options, AccessOptions accessOptions) throws Exception {
    access = Access.create(accessOptions);
    Commands commands = Commands.standard();
    vehicle = new VehicleConnection(commands, hub, new Forwarding(), Duration.ofSeconds(20), true);
    devices =
        new Devices(
            vehicle,
            hub,
            commands,
            new JacksonJson(),
            access,
            new Cors(List.of("http://good.example")),
            this::reconnect,
            options,
            "1.2.3");
    listener = devices;
    server =
        SocketIoServer.builder()
            .options(ServerOptions.builder().listen("127.0.0.1", 0).build())
            .handler(devices)
            .build();
    server.start();
  }

  private CompletionStage<ConnectionStatus> reconnect() throws RequestException {
    try {
      return vehicle.connect("sim:");
    } catch (TransportException.BadUri e) {
      throw new RequestException(ErrorCode.UNAVAILABLE, "no vehicle");
    }
  }

  DevicesServer connect() throws Exception {
    notified = ConnectionStatus.NOT_CONNECTED;
    Await.value(vehicle.connect("sim:"));
    Await.until("connected", () -> vehicle.status() == ConnectionStatus.CAR_CONNECTED);
    // Listeners may be notified after the future is complete; then the devices are known.
    Await.until("notified", () -> notified == ConnectionStatus.CAR_CONNECTED);
    return this;
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  RawWebSocket socket() {
    return RawWebSocket.connect(socketUrl());
  }

  String socketUrl() {
    return "ws://127.0.0.1:" + server.port() + "/ws";
  }

  HttpResponse<String> get(String path) throws Exception {
    return RawHttp.send(HttpRequest.newBuilder(URI.create(url(path))));
  }

  /** Returns the object at a path. */
  Map<String, Object> at(String path) {
    try {
      return object(get(path).body());
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  HttpResponse<String> post(String path, String type, String body) throws Exception {
    return RawHttp.send(
        HttpRequest.newBuilder(URI.create(url(path)))
            .header("content-type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  static @Nullable Object json(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new JacksonJson().decode(bytes, 0, bytes.length);
  }

  @SuppressWarnings("unchecked") // the caller knows the shape that it demands
  static Map<String, Object> object(String text) throws Exception {
    return (Map<String, Object>) json(text);
  }

  @SuppressWarnings("unchecked") // the caller knows the shape that it demands
  static List<Map<String, Object>> array(String text) throws Exception {
    return (List<Map<String, Object>>) json(text);
  }

  @Override
  public void close() {
    server.close();
    devices.close();
    access.close();
    vehicle.close();
    hub.close();
  }

  private final class Forwarding implements VehicleListener {
    @Override
    public void statusChanged(ConnectionStatus status, String reason) {
      VehicleListener to = listener;
      if (to != null) {
        to.statusChanged(status, reason);
      }
      notified = status;
    }

    @Override
    public void closed() {
      statusChanged(ConnectionStatus.NOT_CONNECTED, "");
    }
  }
}
