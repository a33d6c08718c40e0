package io.obdio.socketio.fleet.face;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.MemoryBroker;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** A server of a fleet on a free port, with a broker and vehicles in memory. */
final class FaceServer implements AutoCloseable {

  static final Duration LINGER = Duration.ofSeconds(1);

  final MemoryBroker.Connection broker = new MemoryBroker().connect();
  final MemoryFleet fleet = new MemoryFleet();
  final Access access;
  final FleetFace face;
  final SocketIoServer server;

  /** The events named {@code values} that were encoded. */
  final AtomicInteger encodedValues = new AtomicInteger();

  FaceServer(AccessOptions options) throws Exception {
    this(options, change -> change);
  }

  FaceServer(AccessOptions options, UnaryOperator<ServerOptions.Builder> change) throws Exception {
    this(options, change, parts -> parts);
  }

  FaceServer(
      AccessOptions options,
      UnaryOperator<ServerOptions.Builder> change,
      UnaryOperator<SocketIoServer.Builder> parts)
      throws Exception {
    access = Access.create(options);
    JsonCodec json = new Counting();
    face = new FleetFace(fleet, broker, Topics.DEFAULT, access, new Cors(List.of()), json, LINGER);
    ServerOptions.Builder builder = ServerOptions.builder().listen("127.0.0.1", 0);
    server =
        parts
            .apply(
                SocketIoServer.builder()
                    .options(face.options(change.apply(builder).build()))
                    .json(json)
                    .handler(face.routes()))
            .build();
    face.attach(server);
    server.start();
    access.start();
  }

  static FaceServer withoutKeys() throws Exception {
    return new FaceServer(AccessOptions.defaults());
  }

  static FaceServer withKeys(Path file) throws Exception {
    return new FaceServer(AccessOptions.builder().keys(file).build());
  }

  private final class Counting implements JsonCodec {
    private final JsonCodec json = new JacksonJson();

    @Override
    public byte[] encode(@Nullable Object value, List<byte[]> attachments) throws JsonException {
      if (value instanceof List<?> list && !list.isEmpty() && "values".equals(list.get(0))) {
        encodedValues.incrementAndGet();
      }
      return json.encode(value, attachments);
    }

    @Override
    public @Nullable Object decode(byte[] utf8, int offset, int length) throws JsonException {
      return json.decode(utf8, offset, length);
    }
  }

  int port() {
    return server.port();
  }

  /** Connects a client to the fleet's namespace, with a key unless it is empty. */
  TestClient connect(String key) throws Exception {
    TestClient client = open(key);
    client.awaitAccepted();
    return client;
  }

  TestClient open(String key) {
    return TestClient.open(
        port(),
        FleetFace.NAMESPACE,
        options -> {
          if (!key.isEmpty()) {
            options.auth = Map.of("x-api-key", key);
          }
        });
  }

  HttpResponse<String> get(String path, String key, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    if (!key.isEmpty()) {
      request.header("X-API-KEY", key);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return RawHttp.send(request);
  }

  /** Returns the names of the members. */
  static Set<String> names(JSONObject object) {
    Set<String> names = new TreeSet<>();
    for (Iterator<?> keys = object.keys(); keys.hasNext(); ) {
      names.add(String.valueOf(keys.next()));
    }
    return names;
  }

  static JSONObject arguments(Object... pairs) throws Exception {
    JSONObject object = new JSONObject();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }
    return object;
  }

  @Override
  public void close() {
    server.close();
    face.close();
    access.close();
  }
}
