package io.obdio.socketio.obd;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.event.EventHandler;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.http.Health;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.Router;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.ObdJson;
import io.obdio.socketio.vehicle.StatusText;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle on Socket.IO: the events of obd-socketio and more, in the namespace {@code /}.
 *
 * <pre>{@code
 * ObdIo io = ObdIo.create();
 * io.connectObd("sim:");
 * io.createEvent("hello", (socket, args) -> "world");
 * io.run("127.0.0.1", 48484);
 * }</pre>
 *
 * <p>Threads: all methods may be called by any thread at any time, from handlers too; none but
 * {@link #run} and {@link #close} waits for anything. Handlers run on the server's event loops,
 * callbacks of {@link #watchCallback} on the watcher's thread; neither may block.
 */
public final class ObdIo implements AutoCloseable {

  private final ObdIoBuilder settings;
  private final ObdHub hub;
  private final List<Consumer<ObdResponse<?>>> callbacks = new CopyOnWriteArrayList<>();
  private final EventTable events = new EventTable();
  private final SubscriptionEvents subscriptions;
  private final VehicleConnection car;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable SocketIoServer server;

  ObdIo(ObdIoBuilder settings) {
    this.settings = settings;
    this.hub = new ObdHub(WatchOptions.every(settings.watchInterval));
    this.car =
        new VehicleConnection(
            settings.commands, hub, new Announcer(), settings.openTimeout, settings.batching);
    CommandNames names = new CommandNames(settings.commands);
    this.subscriptions = new SubscriptionEvents(hub, names);
    new DefaultEvents(car, hub, names).register(events);
    new QueryEvents(car, names, settings.allowConnect, settings.allowClear).register(events);
    subscriptions.register(events);
  }

  /** With all defaults. */
  public static ObdIo create() {
    return builder().build();
  }

  /** Sets single options. */
  public static ObdIoBuilder builder() {
    return new ObdIoBuilder();
  }

  /**
   * Connects to the vehicle behind a URI, such as {@code sim:} or {@code elm327:/dev/ttyUSB0}; an
   * old connection is closed first. From then on the connection is kept: a lost adapter is opened
   * again when it returns.
   *
   * @return the status reached; fails with {@link TransportException} if the port cannot be had
   * @throws TransportException.BadUri if the URI is wrong
   */
  public CompletableFuture<ConnectionStatus> connectObd(String uri)
      throws TransportException.BadUri {
    return car.connect(uri);
  }

  /** The same with a transport made by hand. */
  public CompletableFuture<ConnectionStatus> connectObd(DiagnosticTransport transport) {
    return car.connect(transport);
  }

  /** Closes the connection; every client gets {@code obd_closed}. */
  public CompletableFuture<@Nullable Void> disconnectObd() {
    return car.disconnect();
  }

  /**
   * Adds an event, or overrides a default one. What the handler returns is the acknowledgement.
   *
   * @param name any event's name but Socket.IO's reserved ones
   */
  public ObdIo createEvent(String name, EventHandler handler) {
    events.put(name, handler);
    return this;
  }

  /**
   * Serves files, before the server is made: by route ({@code /}, {@code /logo.png}) a file, a
   * folder, or {@code classpath:folder}.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  public ObdIo serveStatic(Map<String, String> routes) {
    settings.serveStatic(routes);
    return this;
  }

  /** Hears every response of a watched command; must return at once. */
  public ObdIo watchCallback(Consumer<ObdResponse<?>> callback) {
    callbacks.add(callback);
    return this;
  }

  /** Watches commands for the program itself, whatever the clients do. */
  public ObdIo watch(String... names) {
    for (String name : names) {
      hub.watch("", settings.commands.get(name));
    }
    return this;
  }

  /**
   * Watches commands for one client, as its event {@code watch} does.
   *
   * @return the names
   * @throws java.util.NoSuchElementException if there is no command of one of the names
   */
  public List<String> watch(Socket socket, List<String> names) {
    for (String name : names) {
      hub.watch(socket.id(), settings.commands.get(name));
    }
    return names;
  }

  /**
   * Sends an event to all clients again and again; a client that does not read gets the newest.
   *
   * @param hz times a second, above 0
   * @param value what to send; asked on the hub's thread, must return at once
   */
  public ObdIo stream(String event, double hz, Supplier<Object> value) {
    hub.every(
        Duration.ofNanos((long) (1e9 / hz)),
        () -> {
          SocketIoServer made = server;
          if (made != null && !made.root().sockets().isEmpty()) {
            made.root().latest(event).emit(event, value.get());
          }
        });
    return this;
  }

  /** The latest responses of all watched commands as the JSON of the wire, by command's name. */
  public Map<String, Object> snapshot() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (ObdResponse<?> response : hub.snapshot()) {
      json.put(response.command().name(), ObdJson.responseOrReason(response));
    }
    return json;
  }

  /**
   * The Socket.IO server with these options, made but not started: to add namespaces, middleware
   * and handlers of one's own. Once for each {@code ObdIo}.
   *
   * @throws IllegalStateException if there is one already
   */
  public synchronized SocketIoServer createServer(ServerOptions options) {
    if (server != null) {
      throw new IllegalStateException("the server is made already");
    }
    SocketIoServer.Builder builder = SocketIoServer.builder().options(options);
    if (settings.json != null) {
      builder.json(settings.json);
    }
    builder.handler(new Router().get("/health", new Health(this::health)));
    for (RequestHandler handler : settings.handlers) {
      builder.handler(handler);
    }
    SocketIoServer made = builder.build();
    events.bind(made.root());
    made.root().onDisconnect((socket, reason) -> release(socket));
    server = made;
    return made;
  }

  /** The server is up whatever the car does; how that is, stands beside it. */
  private Health.State health() {
    return new Health.State(
        true, "{\"status\":\"up\",\"car\":\"" + StatusText.of(car.status()) + "\"}");
  }

  private void release(Socket socket) {
    hub.release(socket.id());
    subscriptions.release(socket);
  }

  /** The server, made with the builder's options if need be. */
  public synchronized SocketIoServer server() {
    SocketIoServer made = server;
    return made != null ? made : createServer(settings.options);
  }

  /** The namespace of the vehicle, {@code /}. */
  public Namespace namespace() {
    return server().root();
  }

  /**
   * Starts the server on its options' addresses and returns.
   *
   * @throws IOException if an address cannot be had
   */
  public ObdIo start() throws IOException {
    server().start();
    return this;
  }

  /**
   * Starts the server on one address and waits until {@link #close} is called.
   *
   * @throws IOException if the address cannot be had
   */
  public void run(String host, int port) throws IOException, InterruptedException {
    settings.listen(host, port);
    start();
    ended.await();
  }

  /** How far the way to the vehicle is open. */
  public ConnectionStatus status() {
    return car.status();
  }

  /** The vehicle's protocol. */
  public Protocol protocol() {
    return car.protocol();
  }

  /** The port's name; "" while there is none. */
  public String portName() {
    return car.portName();
  }

  /** The connection, to ask the vehicle from Java; empty while there is none. */
  public Optional<ObdConnection> connection() {
    return Optional.ofNullable(car.connection());
  }

  /** The latest values and who wants them. */
  public ObdHub hub() {
    return hub;
  }

  /** The names of all events. */
  public Set<String> eventNames() {
    return events.names();
  }

  /** Disconnects everybody, closes the vehicle's connection and ends all threads. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    SocketIoServer made = server;
    if (made != null) {
      made.close();
    }
    car.close();
    hub.close();
    ended.countDown();
  }

  /** Tells all clients what becomes of the connection. */
  private final class Announcer implements VehicleListener {
    @Override
    public void statusChanged(ConnectionStatus status, String reason) {
      SocketIoServer made = server;
      if (made != null) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", StatusText.of(status));
        json.put("protocol_name", car.protocol().name());
        json.put("protocol_id", car.protocol().id());
        json.put("port_name", car.portName());
        json.put("reason", reason);
        made.root().emit("status_changed", json);
      }
      settings.statusListener.accept(status, reason);
    }

    @Override
    public void responseReceived(ObdResponse<?> response) {
      callbacks.forEach(callback -> callback.accept(response));
    }

    @Override
    public void closed() {
      SocketIoServer made = server;
      if (made != null) {
        made.root().emit("obd_closed");
      }
      statusChanged(ConnectionStatus.NOT_CONNECTED, "");
    }
  }
}
