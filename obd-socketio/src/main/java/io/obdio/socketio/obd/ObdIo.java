package io.obdio.socketio.obd;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessTable;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.ClientRequests;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventHandler;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
 * <p>Threads: all methods may be called by any thread at any time, from handlers too; only {@link
 * #run} and {@link #close} block. Handlers run on the server's event loops, callbacks of {@link
 * #watchCallback} on the callback thread; handlers must not block.
 */
public final class ObdIo implements AutoCloseable {

  private final ObdIoBuilder settings;
  private final Access access;
  private final ClientSessions sessions;
  private final ObdHub hub;
  private final Announcements announcements;
  private final EventTable events = new EventTable();
  private final SubscriptionEvents subscriptions;
  private final WatchRecovery watchRecovery;
  private final VehicleConnection car;
  private final ClientRequests requests;
  private final ServerParts parts = new ServerParts();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  @GuardedBy("this")
  private @Nullable SocketIoServer server;

  ObdIo(ObdIoBuilder settings, Access access) {
    this.settings = settings;
    this.access = access;
    this.sessions = new ClientSessions(access);
    this.hub = new ObdHub(WatchOptions.every(settings.watchInterval));
    this.announcements = new Announcements(settings.statusListener);
    this.car =
        new VehicleConnection(
            settings.commands, hub, announcements, settings.openTimeout, settings.batching);
    CommandNames names = new CommandNames(settings.commands);
    ClientUnits units = new ClientUnits();
    this.subscriptions = new SubscriptionEvents(hub, names, settings.responses, units);
    this.watchRecovery = new WatchRecovery(hub, names, subscriptions, sessions);
    this.requests = new ClientRequests(car, hub, names, settings.responses);
    new DefaultEvents(requests, hub, names, sessions, units).register(events);
    new ConnectionEvents(car, sessions, settings.connectRules, this::release).register(events);
    subscriptions.register(events);
    new SessionEvents(access, sessions).register(events);
  }

  /** Creates one with all defaults. */
  public static ObdIo create() {
    return builder().build();
  }

  /** Returns a builder. */
  public static ObdIoBuilder builder() {
    return new ObdIoBuilder();
  }

  /**
   * Connects to the vehicle behind a URI, such as {@code sim:} or {@code elm327:/dev/ttyUSB0}; an
   * existing connection is closed first. An adapter that is lost later is reopened when it returns.
   *
   * @return the status reached; fails with {@link TransportException} if the port cannot be opened
   * @throws TransportException.BadUri if the URI is invalid
   */
  public CompletableFuture<ConnectionStatus> connectObd(String uri)
      throws TransportException.BadUri {
    return car.connect(uri);
  }

  /** Connects to the vehicle over this transport, as {@link #connectObd(String)}. */
  public CompletableFuture<ConnectionStatus> connectObd(DiagnosticTransport transport) {
    return car.connect(transport);
  }

  /** Closes the connection, if there is one; every client gets {@code obd_closed} then. */
  public CompletableFuture<@Nullable Void> disconnectObd() {
    return car.disconnect().thenApply(closed -> null);
  }

  /**
   * Adds an event or replaces the handler of a default one. The handler's value is the
   * acknowledgement. To listen to an event in addition to its handler, use {@link Namespace#on}.
   *
   * <p>Clients need the scope of the event that is replaced, {@link Scope#READ} for a new one.
   *
   * @param name any name that Socket.IO does not reserve
   * @throws IllegalArgumentException if the name is reserved
   */
  public ObdIo createEvent(String name, EventHandler handler) {
    EventRow replaced = events.find(name);
    Scope scope = replaced == null ? null : replaced.scope();
    return createEvent(name, scope == null ? Scope.READ : scope, handler);
  }

  /**
   * Behaves as {@link #createEvent(String, EventHandler)}.
   *
   * @param scope the scope that clients need
   */
  public ObdIo createEvent(String name, Scope scope, EventHandler handler) {
    events.put(EventRow.acknowledging(name, scope, handler));
    return this;
  }

  /**
   * Serves files; to be called before the server is created: by route ({@code /}, {@code
   * /logo.png}) a file, a folder, or {@code classpath:folder}.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  public synchronized ObdIo serveStatic(Map<String, String> routes) {
    requireNoServer();
    settings.serveStatic(routes);
    return this;
  }

  /**
   * Adds another API to the vehicle; to be called before the server is created.
   *
   * @param handler answers the HTTP requests of the API
   * @param listener receives what happens to the vehicle connection
   * @param closer runs when this is closed, after the server
   */
  public synchronized ObdIo addFace(
      RequestHandler handler, VehicleListener listener, Runnable closer) {
    requireNoServer();
    settings.handlers.add(0, handler); // before files, which may be served at /
    car.addListener(listener);
    parts.onClosed(closer);
    return this;
  }

  /** Adds a callback for responses of watched commands; if slow, it misses superseded ones. */
  public ObdIo watchCallback(Consumer<ObdResponse<?>> callback) {
    car.addResponseListener(callback);
    return this;
  }

  /** Watches commands for the program itself, regardless of the clients. */
  public ObdIo watch(String... names) {
    List.of(names).forEach(name -> hub.watch("", settings.commands.get(name)));
    return this;
  }

  /**
   * Watches commands for one client, as its event {@code watch} does.
   *
   * @return the names
   * @throws java.util.NoSuchElementException if a name is unknown
   */
  public List<String> watch(Socket socket, List<String> names) {
    names.forEach(name -> hub.watch(socket.id(), settings.commands.get(name)));
    return names;
  }

  /**
   * Sends an event to all clients periodically; a slow client receives the newest.
   *
   * @param hz rate in Hz, above 0
   * @param value supplies the argument, on the hub's thread; must not block
   */
  public ObdIo stream(String event, double hz, Supplier<Object> value) {
    hub.every(
        Duration.ofNanos((long) (1e9 / hz)),
        () -> {
          SocketIoServer made = serverIfCreated();
          if (made != null && !made.root().sockets().isEmpty()) {
            made.root().latest(event).emit(event, value.get());
          }
        });
    return this;
  }

  /** Returns the latest responses of all watched commands as JSON, by name of the command. */
  public Map<String, Object> snapshot() {
    return settings.responses.byName(hub.snapshot());
  }

  /**
   * Creates the Socket.IO server without starting it, so that namespaces and more can be added.
   *
   * @throws IllegalStateException if it was created before
   */
  public synchronized SocketIoServer createServer(ServerOptions options) {
    requireNoServer();
    SocketIoServer.Builder builder =
        SocketIoServer.builder().options(checked(options)).filter(access.hostCheck());
    builder.handler(new ObdHealth(car, this::serverIfCreated, parts, access).router());
    settings.handlers.forEach(builder::handler);
    settings.serverParts.accept(builder);
    parts.change(builder);
    SocketIoServer made = builder.build();
    made.routes().forEach(route -> access.table().open(AccessTable.HTTP, route));
    sessions.protect(made.root());
    serveEvents(made.root());
    EventTable.rejectUnknown(made.root(), sessions, events);
    announcements.to(made.root(), car);
    server = made;
    return made;
  }

  @GuardedBy("this")
  private void requireNoServer() {
    if (server != null) {
      throw new IllegalStateException("the server was created before");
    }
  }

  /** Lets recovered sessions pass the middleware, where a key is required. */
  private ServerOptions checked(ServerOptions options) {
    ServerOptions.Recovery recovery = options.recovery();
    return recovery == null || !access.requiresKey()
        ? options
        : options.toBuilder().recovery(recovery.withMiddleware()).build();
  }

  /**
   * Serves the events of the vehicle in one more namespace. Its clients must be registered with
   * {@link #sessions}.
   */
  public void serveEvents(Namespace namespace) {
    events.bind(namespace, sessions);
    watchRecovery.bind(namespace);
    namespace.onDisconnect((socket, reason) -> release(socket));
  }

  private void release(Socket socket) {
    hub.release(socket.id());
    subscriptions.release(socket);
  }

  /** Returns the server, created with the builder's options if necessary. */
  public synchronized SocketIoServer server() {
    SocketIoServer made = server;
    return made != null ? made : createServer(settings.options);
  }

  private synchronized @Nullable SocketIoServer serverIfCreated() {
    return server;
  }

  /** Returns the namespace of the vehicle, {@code /}. */
  public Namespace namespace() {
    return server().root();
  }

  /**
   * Starts the server on the addresses of its options and returns.
   *
   * @throws IOException if an address cannot be bound
   */
  public ObdIo start() throws IOException {
    server().start();
    access.start();
    return this;
  }

  /**
   * Starts the server on one address, not on those of its options, and waits for {@link #close}.
   *
   * @throws IOException if the address cannot be bound
   */
  public void run(String host, int port) throws IOException, InterruptedException {
    server().start(List.of(new InetSocketAddress(host, port)));
    access.start();
    ended.await();
  }

  /** Returns how much of the path to the vehicle is established. */
  public ConnectionStatus status() {
    return car.status();
  }

  /** Returns the vehicle's protocol. */
  public Protocol protocol() {
    return car.protocol();
  }

  /** Returns the port's name, empty while there is none. */
  public String portName() {
    return car.portName();
  }

  /** Returns the connection for requests from Java; empty while there is none. */
  public Optional<ObdConnection> connection() {
    return Optional.ofNullable(car.connection());
  }

  /** Returns the latest responses and the watches. */
  public ObdHub hub() {
    return hub;
  }

  /** Returns the connection to the vehicle, as the APIs of the server share it. */
  public VehicleConnection vehicle() {
    return car;
  }

  /** Returns the requests of clients, for other interfaces. */
  public ClientRequests requests() {
    return requests;
  }

  /** Returns the authenticated clients. */
  public ClientSessions sessions() {
    return sessions;
  }

  /** Returns the access policy. */
  public Access access() {
    return access;
  }

  /** Returns the table of all events. */
  public EventTable events() {
    return events;
  }

  /** Returns the names of all events. */
  public Set<String> eventNames() {
    return events.names();
  }

  /** Adds a task that {@link #close} runs while clients are still connected; must not block. */
  public ObdIo beforeClose(Runnable task) {
    parts.beforeClose(task);
    return this;
  }

  /** Returns what parts of the program add to the server. */
  public ServerParts parts() {
    return parts;
  }

  /** Disconnects all clients, closes the connection to the vehicle and ends all threads. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    parts.close(true);
    SocketIoServer made = serverIfCreated();
    if (made != null) {
      made.close();
    }
    parts.close(false);
    car.close();
    hub.close();
    access.close();
    ended.countDown();
  }
}
