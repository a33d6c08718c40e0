package io.obdio.socketio.vehicle;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.Backoff;
import io.obdio.core.connection.ConnectionListener;
import io.obdio.core.connection.ConnectionSupervisor;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.ObdWatcher;
import io.obdio.core.connection.Support;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.SimulatorControls;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.hub.WatchTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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

  private static final Duration CONNECT_DEADLINE = Duration.ofMinutes(2);

  /** Longer than the bit maps take on a slow bus and a slow adapter. */
  private static final Duration DISCOVERY_DEADLINE = Duration.ofSeconds(30);

  /**
   * Time between two probes of a vehicle that does not answer, such as one that is switched off.
   */
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

  /** One connection with its watcher and its supervisor. */
  private record Link(
      ObdConnection connection,
      ObdWatcher watcher,
      ConnectionSupervisor supervisor,
      Optional<SimulatorControls> simulator) {

    void close() {
      supervisor.close();
      watcher.close();
      connection.close();
    }
  }

  private final Commands commands;
  private final ObdHub hub;
  private final List<VehicleListener> listeners = new CopyOnWriteArrayList<>();
  private final List<TrafficListener> trafficListeners = new CopyOnWriteArrayList<>();
  private final Duration openTimeout;
  private final boolean batching;
  private final RequestQueue linkRequests = new RequestQueue("obdio-link");
  private final RequestQueue vehicleRequests = new RequestQueue("obdio-car");
  private volatile @Nullable Link link;

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
    return linkRequests.submit(
        CONNECT_DEADLINE, () -> open(new ObservedTransport(transport, trafficListeners)));
  }

  private ConnectionStatus open(DiagnosticTransport transport) throws TransportException {
    closeLink();
    ObdConnection connection =
        ObdConnection.builder(transport)
            .commands(commands)
            .openTimeout(openTimeout)
            .batching(batching)
            .deferredDiscovery(true)
            .build();
    connection.addListener(
        new ConnectionListener() {
          @Override
          public void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason) {
            VehicleConnection.this.statusChanged(connection, to, reason);
          }

          @Override
          public void discovered() {
            supportKnown(connection);
          }
        });
    try {
      connection.open();
    } catch (TransportException e) {
      connection.close();
      throw e;
    }
    ObdWatcher watcher = new ObdWatcher(connection, response -> publish(connection, response));
    watcher.addListener(
        response -> {
          if (isSupported(connection, response)) {
            listeners.forEach(listener -> listener.responseReceived(response));
          }
        });
    Link made = new Link(connection, watcher, supervisor(connection), transport.simulator());
    link = made;
    // The watched commands first: the supervisor requests the bit maps that they do not need.
    attach(made);
    made.supervisor.start();
    notifyStatus(connection.status(), "");
    return connection.status();
  }

  private static ConnectionSupervisor supervisor(ObdConnection connection) {
    return new ConnectionSupervisor(connection, Backoff.DEFAULT, PROBE_INTERVAL);
  }

  private void attach(Link to) {
    hub.attach(
        new WatchTarget() {
          @Override
          public void watch(ObdCommand<?> command, WatchOptions options) {
            // attach() runs again when the vehicle is found and when its support is known.
            if (mayWatch(to.connection, command)) {
              to.watcher.watch(command, options);
            } else {
              to.watcher.unwatch(command);
            }
          }

          @Override
          public void unwatch(ObdCommand<?> command) {
            to.watcher.unwatch(command);
          }
        });
  }

  /** Returns false for commands that the vehicle does not support, or while it is absent. */
  private static boolean mayWatch(ObdConnection connection, ObdCommand<?> command) {
    return switch (connection.support(command)) {
      case SUPPORTED -> true;
      case NOT_SUPPORTED -> false;
      case UNKNOWN -> connection.status() == ConnectionStatus.CAR_CONNECTED;
    };
  }

  /** Returns false if only the request has shown that the vehicle does not support the command. */
  private static boolean isSupported(ObdConnection connection, ObdResponse<?> response) {
    return !response.isEmpty() || connection.support(response.command()) != Support.NOT_SUPPORTED;
  }

  private void publish(ObdConnection connection, ObdResponse<?> response) {
    if (isSupported(connection, response)) {
      hub.publish(response);
    }
  }

  /** Removes the watched commands that the vehicle does not support. */
  private void supportKnown(ObdConnection connection) {
    Link now = link;
    if (now != null && now.connection == connection) {
      attach(now);
    }
  }

  private void statusChanged(ObdConnection connection, ConnectionStatus status, String reason) {
    Link now = link;
    if (now == null || now.connection != connection) {
      return; // a replaced connection, or one that is not open yet
    }
    if (status == ConnectionStatus.CAR_CONNECTED) {
      attach(now);
    } else {
      hub.forgetValues();
    }
    notifyStatus(status, reason);
  }

  private void notifyStatus(ConnectionStatus status, String reason) {
    listeners.forEach(listener -> listener.statusChanged(status, reason));
  }

  /** Adds a listener for changes of the status and for responses. */
  public void addListener(VehicleListener listener) {
    listeners.add(listener);
  }

  /** Adds a listener for undecoded responses. */
  public void addTrafficListener(TrafficListener listener) {
    trafficListeners.add(listener);
  }

  /** Removes a listener for undecoded responses. */
  public void removeTrafficListener(TrafficListener listener) {
    trafficListeners.remove(listener);
  }

  /** Closes the connection; the listener is notified even if there was none. */
  public CompletableFuture<@Nullable Void> disconnect() {
    return linkRequests.submit(
        CONNECT_DEADLINE,
        () -> {
          closeLink();
          listeners.forEach(VehicleListener::closed);
          return null;
        });
  }

  private void closeLink() {
    Link old = link;
    link = null;
    hub.detach();
    if (old != null) {
      old.close();
    }
  }

  /**
   * Queues a request to the vehicle.
   *
   * @param deadline limit, including the time in the queue
   * @param request runs on the queue's thread
   * @return its result; fails with {@link RequestException} {@link ErrorCode#BUSY} or {@link
   *     ErrorCode#TIMEOUT}
   * @throws RequestException {@link ErrorCode#NOT_CONNECTED} if there is no connection
   */
  public <T> CompletableFuture<T> submit(Duration deadline, Function<ObdConnection, T> request)
      throws RequestException {
    Link now = link;
    if (now == null) {
      throw new RequestException(ErrorCode.NOT_CONNECTED, "there is no connection to a car");
    }
    return vehicleRequests.submit(deadline, () -> request.apply(now.connection));
  }

  /** Returns how much of the path to the vehicle is established. */
  public ConnectionStatus status() {
    Link now = link;
    return now == null ? ConnectionStatus.NOT_CONNECTED : now.connection.status();
  }

  /** Returns the protocol in use, {@link Protocol#NONE} while there is none. */
  public Protocol protocol() {
    Link now = link;
    return now == null ? Protocol.NONE : now.connection.protocol();
  }

  /** Returns the inputs of the vehicle; empty unless it is a simulated one. */
  public Optional<SimulatorControls> simulator() {
    Link now = link;
    return now == null ? Optional.empty() : now.simulator;
  }

  /** Returns the port's name, empty while there is no connection. */
  public String portName() {
    Link now = link;
    return now == null ? "" : now.connection.portName();
  }

  /** Returns whether the connected vehicle supports the command; unknown while there is none. */
  public Support support(ObdCommand<?> command) {
    Link now = link;
    return now == null ? Support.UNKNOWN : now.connection.support(command);
  }

  /**
   * Returns whether the connected vehicle supports the command; false while there is none. If it is
   * not known yet, it is found out by the thread of the requests to the vehicle.
   *
   * @return fails with {@link RequestException} {@link ErrorCode#BUSY} or {@link ErrorCode#TIMEOUT}
   */
  public CompletableFuture<Boolean> supports(ObdCommand<?> command) {
    return whenKnown(
        connection -> connection.support(command) != Support.UNKNOWN,
        connection -> connection.requestSupport(command),
        connection -> connection.supports(command),
        false);
  }

  /**
   * Returns the commands that the connected vehicle supports, all of them; empty while there is no
   * vehicle. If they are not known yet, they are found out by the thread of the requests.
   *
   * @return fails as {@link #supports} does
   */
  public CompletableFuture<List<ObdCommand<?>>> supportedCommands() {
    return whenKnown(
        ObdConnection::isDiscovered,
        ObdConnection::discover,
        ObdConnection::supportedCommands,
        List.<ObdCommand<?>>of());
  }

  /**
   * Returns what the connection knows, after a request to the vehicle if that is necessary.
   *
   * @param request waits for the vehicle
   * @param answer does not wait
   */
  private <T> CompletableFuture<T> whenKnown(
      Predicate<ObdConnection> known,
      Consumer<ObdConnection> request,
      Function<ObdConnection, T> answer,
      T without) {
    Link now = link;
    if (now == null) {
      return CompletableFuture.completedFuture(without);
    }
    ObdConnection connection = now.connection;
    if (known.test(connection) || connection.status() != ConnectionStatus.CAR_CONNECTED) {
      return CompletableFuture.completedFuture(answer.apply(connection));
    }
    return vehicleRequests.submit(
        DISCOVERY_DEADLINE,
        () -> {
          request.accept(connection);
          return answer.apply(connection);
        });
  }

  /** Returns the underlying connection, null while there is none. */
  public @Nullable ObdConnection connection() {
    Link now = link;
    return now == null ? null : now.connection;
  }

  /**
   * Closes the connection and ends the threads. Waits up to 10 s for a connection that is being
   * opened.
   */
  @Override
  public void close() {
    try {
      linkRequests
          .submit(
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
