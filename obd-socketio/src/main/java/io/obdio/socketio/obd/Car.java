package io.obdio.socketio.obd;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.Backoff;
import io.obdio.core.connection.ConnectionSupervisor;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdWatcher;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.hub.WatchTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection of the moment: at most one, replaced and closed at any time.
 *
 * <p>Threads: all methods may be called by any thread, event loops among them, and return at once.
 * Connecting and disconnecting run one after the other on a thread of their own, which alone writes
 * {@link #link}; questions run on the car's queue.
 */
final class Car implements AutoCloseable {

  private static final Duration CONNECT_DEADLINE = Duration.ofMinutes(2);

  /** From one question for an absent car to the next: it is to be seen soon after it is back. */
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

  /** What belongs to one connection. */
  private record Link(
      ObdConnection connection, ObdWatcher watcher, ConnectionSupervisor supervisor) {

    void close() {
      supervisor.close();
      watcher.close();
      connection.close();
    }
  }

  private final Commands commands;
  private final ObdHub hub;
  private final CarListener listener;
  private final Duration openTimeout;
  private final WatchOptions watchOptions;
  private final boolean batching;
  private final DeviceQueue linkQueue = new DeviceQueue("obdio-link");
  private final DeviceQueue questions = new DeviceQueue("obdio-car");
  private volatile @Nullable Link link;

  Car(
      Commands commands,
      ObdHub hub,
      CarListener listener,
      Duration openTimeout,
      Duration watchInterval,
      boolean batching) {
    this.commands = commands;
    this.hub = hub;
    this.listener = listener;
    this.openTimeout = openTimeout;
    this.batching = batching;
    this.watchOptions = WatchOptions.every(watchInterval);
  }

  /**
   * Closes the old connection and opens this one.
   *
   * @return the status reached; fails with {@link TransportException} if the port cannot be had
   * @throws TransportException.BadUri at once, if the URI is wrong; the old connection stays then
   */
  CompletableFuture<ConnectionStatus> connect(String uri) throws TransportException.BadUri {
    return connect(Transports.create(uri));
  }

  CompletableFuture<ConnectionStatus> connect(DiagnosticTransport transport) {
    return linkQueue.ask(CONNECT_DEADLINE, () -> open(transport));
  }

  private ConnectionStatus open(DiagnosticTransport transport) throws TransportException {
    closeLink();
    ObdConnection connection =
        ObdConnection.builder(transport)
            .commands(commands)
            .openTimeout(openTimeout)
            .batching(batching)
            .build();
    connection.addListener((from, to, reason) -> statusChanged(connection, to, reason));
    try {
      connection.open();
    } catch (TransportException e) {
      connection.close();
      throw e;
    }
    ObdWatcher watcher = new ObdWatcher(connection);
    watcher.addListener(hub::publish);
    Link made = new Link(connection, watcher, supervisor(connection));
    link = made;
    made.supervisor.start();
    attach(made);
    listener.statusChanged(connection.status(), "");
    return connection.status();
  }

  private static ConnectionSupervisor supervisor(ObdConnection connection) {
    return new ConnectionSupervisor(connection, Backoff.DEFAULT, PROBE_INTERVAL);
  }

  private void attach(Link to) {
    hub.attach(
        new WatchTarget() {
          @Override
          public void watch(ObdCommand<?> command) {
            // What the car lacks is left out; it is taken up again if the car proves to have it.
            if (to.connection.supports(command)) {
              to.watcher.watch(command, watchOptions);
            }
          }

          @Override
          public void unwatch(ObdCommand<?> command) {
            to.watcher.unwatch(command);
          }
        });
  }

  private void statusChanged(ObdConnection connection, ConnectionStatus status, String reason) {
    Link now = link;
    if (now == null || now.connection != connection) {
      return; // an old one, or one that is not open yet
    }
    if (status == ConnectionStatus.CAR_CONNECTED) {
      attach(now);
    } else {
      hub.forgetValues();
    }
    listener.statusChanged(status, reason);
  }

  /** Closes the connection, and says so even if there is none. */
  CompletableFuture<@Nullable Void> disconnect() {
    return linkQueue.ask(
        CONNECT_DEADLINE,
        () -> {
          closeLink();
          listener.closed();
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

  /** Asks the car on its queue. */
  <T> CompletableFuture<T> ask(Duration deadline, Function<ObdConnection, T> question)
      throws EventError {
    Link now = link;
    if (now == null) {
      throw new EventError(EventError.Code.NOT_CONNECTED, "there is no connection to a car");
    }
    return questions.ask(deadline, () -> question.apply(now.connection));
  }

  ConnectionStatus status() {
    Link now = link;
    return now == null ? ConnectionStatus.NOT_CONNECTED : now.connection.status();
  }

  Protocol protocol() {
    Link now = link;
    return now == null ? Protocol.NONE : now.connection.protocol();
  }

  String portName() {
    Link now = link;
    return now == null ? "" : now.connection.portName();
  }

  boolean supports(ObdCommand<?> command) {
    Link now = link;
    return now != null && now.connection.supports(command);
  }

  List<ObdCommand<?>> supportedCommands() {
    Link now = link;
    return now == null ? List.of() : now.connection.supportedCommands();
  }

  /** The connection itself, for Java programs; null while there is none. */
  @Nullable ObdConnection connection() {
    Link now = link;
    return now == null ? null : now.connection;
  }

  /** Closes the connection and ends the threads; waits for a connection that is being opened. */
  @Override
  public void close() {
    try {
      linkQueue
          .ask(
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
    linkQueue.close();
    questions.close();
  }
}
