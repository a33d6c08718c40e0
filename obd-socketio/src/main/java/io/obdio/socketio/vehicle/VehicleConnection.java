package io.obdio.socketio.vehicle;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.Support;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.SimulatorControls;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.hub.ObdHub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the vehicle: at most one at a time, opened, replaced and closed on request, and
 * reopened by a supervisor when the adapter was lost.
 *
 * <p>Threads: all methods may be called by any thread, event loops included, and do not block,
 * except {@link #close}. Connecting and disconnecting run in order on a thread of their own, the
 * only writer of {@link #link}; requests to the vehicle run in order on another.
 */
public final class VehicleConnection implements AutoCloseable {

  /** The program itself, among the clients whose requests are queued. */
  public static final String PROGRAM = "";

  private static final Duration CONNECT_DEADLINE = Duration.ofMinutes(2);

  private final Commands commands;
  private final ObdHub hub;
  private final List<VehicleListener> listeners = new CopyOnWriteArrayList<>();
  private final List<TrafficListener> trafficListeners = new CopyOnWriteArrayList<>();

  private final ResponseListeners responses = new ResponseListeners();
  private final Duration openTimeout;
  private final boolean batching;
  private final RequestQueue linkRequests = new RequestQueue("obdio-link");
  private final RequestQueue vehicleRequests = new RequestQueue("obdio-car");
  private final AtomicInteger opening = new AtomicInteger();
  private final ConnectionChanges changes;
  private final ConnectionPower power;
  private final SupportRequests support;
  private volatile @Nullable OpenConnection link;

  /** The transport that the program has chosen, which {@link #reconnect} opens again. */
  private volatile @Nullable ConfiguredTransport configured;

  /**
   * Creates a connection that is closed.
   *
   * @param commands the commands that the vehicle may support
   * @param hub receives the responses of watched commands
   * @param listener receives changes of the status
   * @param openTimeout limit for opening the transport
   * @param batching whether one request may contain several commands
   */
  public VehicleConnection(
      Commands commands,
      ObdHub hub,
      VehicleListener listener,
      Duration openTimeout,
      boolean batching) {
    this.commands = commands;
    this.hub = hub;
    this.listeners.add(listener);
    this.changes = new ConnectionChanges(() -> link, hub, listeners);
    this.power = new ConnectionPower(() -> link, hub, changes);
    this.support = new SupportRequests(vehicleRequests, () -> power.suspended() != null);
    this.openTimeout = openTimeout;
    this.batching = batching;
  }

  /**
   * Closes the current connection, if any, and opens one to {@code uri}.
   *
   * @return the status reached; fails with {@link TransportException} if the port cannot be opened
   * @throws TransportException.BadUri if the URI is invalid; the current connection remains open
   */
  public CompletableFuture<ConnectionStatus> connect(String uri) throws TransportException.BadUri {
    return connect(Transports.create(uri));
  }

  /**
   * Closes the current connection, if any, and opens one over this transport.
   *
   * @return the status reached; fails with {@link TransportException} if the port cannot be opened
   */
  public CompletableFuture<ConnectionStatus> connect(DiagnosticTransport transport) {
    configured = new ConfiguredTransport(transport, false);
    return submitOpen(() -> open(transport, false));
  }

  /**
   * Closes the current connection, if any, and opens one over this transport, again after
   * increasing delays until that succeeds.
   *
   * @return the status after the first attempt; fails with {@link TransportException.BadUri} if
   *     further attempts would fail too
   */
  public CompletableFuture<ConnectionStatus> supervise(DiagnosticTransport transport) {
    configured = new ConfiguredTransport(transport, true);
    return submitOpen(
        () -> {
          try {
            return open(transport, true);
          } catch (TransportException.Unavailable | TransportException.Lost e) {
            return ConnectionStatus.NOT_CONNECTED;
          }
        });
  }

  /**
   * Closes the current connection, if any, and opens one to a URI that a client names. What the URI
   * opens is checked and read outside of the calling thread.
   *
   * @param rules what a client may name
   * @return the status reached; fails with {@link TransportException.BadUri} or {@link
   *     RequestException} {@link ErrorCode#NOT_ALLOWED}, then the current connection remains open,
   *     or with {@link TransportException} if the port cannot be opened
   */
  public CompletableFuture<ConnectionStatus> connect(String uri, ConnectRules rules) {
    return submitOpen(
        () -> {
          TransportUri parsed = TransportUri.parse(uri);
          rules.check(parsed, Transports.resources(parsed));
          return open(Transports.create(parsed), false);
        });
  }

  /**
   * Opens the transport again that the program has chosen last, after it was closed or a client has
   * connected another one.
   *
   * @return the status reached; fails with {@link TransportException} if the port cannot be opened,
   *     also after {@link #supervise}, which then continues
   * @throws RequestException {@link ErrorCode#UNAVAILABLE} if the program has chosen none
   */
  public CompletableFuture<ConnectionStatus> reconnect() throws RequestException {
    ConfiguredTransport chosen = configured;
    if (chosen == null) {
      throw new RequestException(
          ErrorCode.UNAVAILABLE, "no transport is configured: name one, such as sim:");
    }
    return submitOpen(() -> open(chosen.transport(), chosen.supervised()));
  }

  private CompletableFuture<ConnectionStatus> submitOpen(Callable<ConnectionStatus> request) {
    opening.incrementAndGet();
    return submitLink(CONNECT_DEADLINE, request)
        .whenComplete((status, failure) -> opening.decrementAndGet());
  }

  private <T> CompletableFuture<T> submitLink(Duration deadline, Callable<T> request) {
    return linkRequests.submit(PROGRAM, 1, deadline, request);
  }

  /**
   * Closes the current connection and opens one over a transport.
   *
   * @param supervised whether a supervisor opens it later if that fails
   */
  private ConnectionStatus open(DiagnosticTransport opened, boolean supervised)
      throws TransportException {
    closeLink();
    DiagnosticTransport transport = new ObservedTransport(opened, trafficListeners);
    OpenConnection made =
        OpenConnection.create(
            transport,
            ObdConnection.builder(transport)
                .commands(commands)
                .openTimeout(openTimeout)
                .batching(batching),
            hub,
            changes);
    try {
      made.open();
    } catch (TransportException e) {
      if (supervised && !(e instanceof TransportException.BadUri)) {
        use(made);
        made.supervisor().startAfter(e);
        changes.notifyListeners(made, made.connection().status(), String.valueOf(e.getMessage()));
      } else {
        made.close();
      }
      throw e;
    }
    use(made);
    made.supervisor().start();
    changes.notifyListeners(made, made.connection().status(), "");
    return made.connection().status();
  }

  private void use(OpenConnection made) {
    responses.attachTo(made.watch());
    link = made;
    // The watched commands first: the supervisor requests the bit maps that they do not need.
    hub.attach(made.watch());
  }

  /** Returns the control of the suspension. */
  public ConnectionPower power() {
    return power;
  }

  /** Adds a listener for changes of the status. */
  public void addListener(VehicleListener listener) {
    listeners.add(listener);
  }

  /**
   * Adds a listener for every response of a watched command, on the callback thread. A slow
   * listener misses responses that are superseded by newer ones of the same command; it delays
   * nothing else.
   */
  public void addResponseListener(Consumer<? super ObdResponse<?>> listener) {
    responses.add(listener);
  }

  /** Adds a listener for undecoded responses. */
  public void addTrafficListener(TrafficListener listener) {
    trafficListeners.add(listener);
  }

  /** Removes a listener for undecoded responses. */
  public void removeTrafficListener(TrafficListener listener) {
    trafficListeners.remove(listener);
  }

  /**
   * Closes the connection and notifies the listeners, if there is one.
   *
   * @return whether there was one
   */
  public CompletableFuture<Boolean> disconnect() {
    return submitLink(
        CONNECT_DEADLINE,
        () -> {
          boolean open = link != null;
          closeLink();
          if (open) {
            listeners.forEach(VehicleListener::closed);
          }
          return open;
        });
  }

  private void closeLink() {
    OpenConnection old = link;
    link = null;
    hub.detach();
    if (old != null) {
      old.close();
    }
  }

  /**
   * Queues a request to the vehicle. Clients are served in turn.
   *
   * @param client on whose behalf: the id of a client, or {@link #PROGRAM}
   * @param cost number of commands in the request, above 0
   * @param deadline limit, including the time in the queue
   * @param request runs on the queue's thread
   * @return its result; fails with {@link RequestException} {@link ErrorCode#BUSY} or {@link
   *     ErrorCode#TIMEOUT}
   * @throws RequestException {@link ErrorCode#NOT_CONNECTED} if there is no connection, or what the
   *     {@link RequestGate} throws
   */
  public <T> CompletableFuture<T> submit(
      String client, int cost, Duration deadline, Function<ObdConnection, T> request)
      throws RequestException {
    OpenConnection now = link;
    if (now == null) {
      throw new RequestException(ErrorCode.NOT_CONNECTED, "there is no connection to a vehicle");
    }
    RequestGate gate = power.pass(client);
    return vehicleRequests.submit(
        client,
        cost,
        deadline,
        () -> {
          gate.await();
          return request.apply(now.connection());
        });
  }

  /**
   * Returns the names of what should run for the current connection and does not; empty if all is.
   */
  public List<String> failures() {
    OpenConnection now = link;
    return now == null ? List.of() : now.failures();
  }

  /** Returns whether an attempt to open a connection is pending or running. */
  public boolean isConnecting() {
    return opening.get() > 0;
  }

  /** Returns how much of the path to the vehicle is established. */
  public ConnectionStatus status() {
    OpenConnection now = link;
    return now == null ? ConnectionStatus.NOT_CONNECTED : now.connection().status();
  }

  /** Returns the status with its reason and what a user can do. */
  public ConnectionState state() {
    OpenConnection now = link;
    return now == null ? ConnectionState.without(isConnecting()) : power.state(now);
  }

  /** Returns the protocol in use, {@link Protocol#NONE} while there is none. */
  public Protocol protocol() {
    OpenConnection now = link;
    return now == null ? Protocol.NONE : now.connection().protocol();
  }

  /** Returns the inputs of the vehicle; empty unless it is a simulated one. */
  public Optional<SimulatorControls> simulator() {
    OpenConnection now = link;
    return now == null ? Optional.empty() : now.simulator();
  }

  /** Returns the port's name, empty while there is no connection. */
  public String portName() {
    OpenConnection now = link;
    return now == null ? "" : now.connection().portName();
  }

  /** Returns whether the connected vehicle supports the command; unknown while there is none. */
  public Support support(ObdCommand<?> command) {
    OpenConnection now = link;
    return now == null ? Support.UNKNOWN : now.connection().support(command);
  }

  /**
   * Returns whether the connected vehicle supports the command; false while there is none. If that
   * is not known yet, the thread of the requests to the vehicle requests it.
   *
   * @param client on whose behalf, as in {@link #submit}
   * @return fails with {@link RequestException} {@link ErrorCode#BUSY} or {@link ErrorCode#TIMEOUT}
   */
  public CompletableFuture<Boolean> supports(String client, ObdCommand<?> command) {
    return support.supports(client, connection(), command);
  }

  /**
   * Returns the commands that the connected vehicle supports, all of them; empty while there is no
   * vehicle. If they are not known yet, the thread of the requests to the vehicle requests them.
   *
   * @param client on whose behalf, as in {@link #submit}
   * @return fails as {@link #supports} does
   */
  public CompletableFuture<List<ObdCommand<?>>> supportedCommands(String client) {
    return support.commands(client, connection());
  }

  /** Returns the underlying connection, null while there is none. */
  public @Nullable ObdConnection connection() {
    OpenConnection now = link;
    return now == null ? null : now.connection();
  }

  /**
   * Closes the connection and ends the threads. Waits up to 10 s for a connection that is being
   * opened.
   */
  @Override
  public void close() {
    try {
      submitLink(
              Duration.ofSeconds(10),
              () -> {
                closeLink();
                return true;
              })
          .get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      closeLink();
    }
    linkRequests.close();
    vehicleRequests.close();
  }
}
