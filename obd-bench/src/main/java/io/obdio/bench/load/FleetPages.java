package io.obdio.bench.load;

import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.access.VehiclePattern;
import io.obdio.socketio.fleet.Fleet;
import io.obdio.socketio.fleet.FleetOptions;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.SinkStatus;
import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.fleet.face.FleetFace;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The pages of 100,000 vehicles of a fleet: the time of one page by search and by key, and how long
 * a short request of another client takes while four clients request such pages without a pause.
 */
public final class FleetPages {

  private static final int VEHICLES = Integer.getInteger("obdio.load.vehicles", 100_000);
  private static final int SECONDS = Integer.getInteger("obdio.load.seconds", 5);
  private static final int CLIENTS = 4;
  private static final String ALL = "key_for_all_vehicles_1234567890";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  private FleetPages(int port) {
    this.port = port;
  }

  /** Runs the measurements and prints them. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("obdio-pages");
    KeyFileEditor keys = new KeyFileEditor(folder.resolve("keys.yaml"));
    keys.add(key("all", ALL, List.of()));
    // 100 patterns of which each matches 10 vehicles, by the beginning or by the end of the id.
    keys.add(key("begin", "begin" + ALL, patterns("V%04d*")));
    keys.add(key("end", "end" + ALL, patterns("*%04d")));
    Access access =
        Access.create(AccessOptions.builder().keys(folder.resolve("keys.yaml")).build());
    Broker broker = new Broker();
    Fleet fleet = new Fleet(broker, new NoStore(), FleetOptions.of(Topics.DEFAULT, "load"));
    fleet.start();
    for (int i = 0; i < VEHICLES; i++) {
      broker.deliver(Topics.DEFAULT.status("V%05d".formatted(i)), "online");
    }
    FleetFace face =
        new FleetFace(
            fleet.view(), broker, Topics.DEFAULT, access, new Cors(List.of()), new JacksonJson());
    SocketIoServer server =
        SocketIoServer.builder()
            .options(face.options(ServerOptions.builder().listen("127.0.0.1", 0).build()))
            .handler(face.routes())
            .build();
    face.attach(server);
    server.start();
    access.start();
    FleetPages load = new FleetPages(server.port());
    load.measure("first page", ALL, "limit=100");
    load.measure("search without a match", ALL, "search=nothing");
    load.measure("100 patterns: beginnings", "begin" + ALL, "limit=500&after=V00999");
    load.measure("100 patterns: ends", "end" + ALL, "search=nothing");
    server.close();
    face.close();
    fleet.close();
    access.close();
  }

  private static AccessKey key(String name, String text, List<VehiclePattern> vehicles) {
    return new AccessKey(name, KeyHash.of(text), EnumSet.of(Scope.READ), null, List.of(), vehicles);
  }

  private static List<VehiclePattern> patterns(String format) {
    return IntStream.range(0, 100)
        .mapToObj(i -> new VehiclePattern(format.formatted(i * 97)))
        .toList();
  }

  private void measure(String name, String key, String query) throws Exception {
    HttpRequest page = request(key, "/api/v1/vehicles?" + query);
    HttpRequest other = request(ALL, "/api/v1/vehicles/V00000");
    Latencies alone = new Latencies();
    for (int i = 0; i < 60; i++) {
      if (i == 30) {
        alone.clear(); // the first ones only warm the code up
      }
      send(page, alone);
    }
    AtomicBoolean ended = new AtomicBoolean();
    Latencies[] pages = new Latencies[CLIENTS];
    Thread[] threads = new Thread[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      Latencies own = new Latencies();
      pages[i] = own;
      threads[i] = DaemonThreads.start("pages-" + i, () -> repeat(page, own, ended));
    }
    Latencies others = new Latencies();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      send(other, others);
      Thread.sleep(2);
    }
    ended.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.printf(
        "%-26s alone p50 %7.2f ms; 4 clients: p50 %7.2f p99 %8.2f ms; other requests: p50 %7.2f"
            + " p99 %7.2f max %7.2f ms%n",
        name,
        alone.millis(0.5),
        pages[0].millis(0.5),
        pages[0].millis(0.99),
        others.millis(0.5),
        others.millis(0.99),
        others.millis(1));
  }

  private HttpRequest request(String key, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("X-API-KEY", key)
        .build();
  }

  private void repeat(HttpRequest request, Latencies times, AtomicBoolean ended) {
    try {
      while (!ended.get()) {
        send(request, times);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(HttpRequest request, Latencies times) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(request.uri() + ": " + response.statusCode());
    }
    times.add(System.nanoTime() - begin);
  }

  /** A broker without a network: it delivers what the measurement hands to it. */
  private static final class Broker implements MessageBroker {
    private final Map<String, Consumer<BrokerMessage>> handlers = new ConcurrentHashMap<>();

    void deliver(String topic, String text) {
      String name = topic.substring(topic.lastIndexOf('/') + 1);
      Consumer<BrokerMessage> handler = handlers.get(Topics.DEFAULT.of("+", name));
      if (handler != null) {
        handler.accept(BrokerMessage.atLeastOnce(topic, text));
      }
    }

    @Override
    public void start() {}

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public CompletableFuture<@Nullable Void> publish(BrokerMessage message) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<@Nullable Void> subscribe(
        String filter, int qos, Consumer<BrokerMessage> handler) {
      handlers.put(filter, handler);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void unsubscribe(String filter) {
      handlers.remove(filter);
    }

    @Override
    public void addListener(BrokerListener listener) {}

    @Override
    public void removeListener(BrokerListener listener) {}

    @Override
    public void close() {}
  }

  /** A store of no batches: none is sent. */
  private static final class NoStore implements HistorySink {
    @Override
    public void restore(Positions positions) {}

    @Override
    public CompletableFuture<@Nullable Void> store(VehicleBatch batch) {
      return CompletableFuture.failedFuture(new IOException("nothing is stored"));
    }

    @Override
    public SinkStatus status() {
      return new SinkStatus(0, 0, 0, "");
    }

    @Override
    public void close() {}
  }
}
