package io.obdio.core.connection;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service02;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer.Messages;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A connection to one vehicle that answers commands with typed responses. Only opening throws:
 * whatever a vehicle or an adapter does, every query returns a response.
 *
 * <p>Threads: all methods may be called by any thread. One request at a time is sent to the
 * vehicle, in the order of the calls; a call that does not obtain the bus within its deadline
 * returns {@link Reason#BUS_ERROR}. {@link #status}, {@link #support}, {@link #supports} and {@link
 * #close} do not wait for the bus.
 */
public final class ObdConnection implements AutoCloseable {

  private final Bus bus;
  private final Duration openTimeout;
  private final TimeSource time;
  private final Commands commands;
  private final QueryPlanner planner;
  private final Discovery discovery;
  private final CommandQueries queries;
  private final boolean deferred;

  private volatile boolean opening;

  ObdConnection(ObdConnectionBuilder builder) {
    this.bus = new Bus(builder);
    this.discovery = new Discovery(bus);
    this.deferred = builder.deferred;
    this.openTimeout = builder.openTimeout;
    this.time = builder.time;
    this.commands = builder.commands;
    this.planner = new QueryPlanner(builder.batching, time);
    this.queries = new CommandQueries(bus, discovery, planner, time, this::probe);
  }

  /**
   * Opens a connection over the transport of {@code uri}, and finds out what the vehicle supports.
   *
   * @throws TransportException if the URI is invalid or the port cannot be opened; a vehicle that
   *     does not answer is not an error, see {@link #status}
   */
  public static ObdConnection open(String uri) throws TransportException {
    ObdConnection connection = builder(Transports.create(uri)).build();
    connection.open();
    return connection;
  }

  /** Returns a builder of a connection, which {@code transport} belongs to from then on. */
  public static ObdConnectionBuilder builder(DiagnosticTransport transport) {
    return new ObdConnectionBuilder(transport);
  }

  /**
   * Opens the connection, after closing it if it was open, and finds out what the vehicle supports,
   * unless {@link ObdConnectionBuilder#deferredDiscovery} leaves that for later.
   *
   * @throws TransportException if the port cannot be opened; the message states the remedy
   */
  public void open() throws TransportException {
    Boolean done =
        bus.exclusively(
            () -> {
              opening = true;
              try {
                discovery.reset();
                planner.reset();
                begin(bus.open(openTimeout));
                return true;
              } finally {
                opening = false;
              }
            });
    if (done == null) {
      throw new TransportException.Unavailable("the connection is in use; try again");
    }
  }

  /** Closes the connection and opens it again; the same as {@link #open}. */
  public void reopen() throws TransportException {
    open();
  }

  /**
   * Finds out what the vehicle supports, or only whether it answers.
   *
   * @param probed the responses to the probe that were received already; may be empty
   */
  private void begin(List<EcuMessage> probed) throws TransportException {
    if (discovery.begin(probed)) {
      if (!deferred) {
        discovery.complete();
      }
      bus.ready();
    }
  }

  /**
   * Requests the bit maps that are not known yet, except those of services 02 and 08, which a query
   * of their commands or {@link #requestSupport} requests. Does nothing if they are all known, or
   * while there is no vehicle. Other threads may query the vehicle meanwhile.
   *
   * @return whether all are known now
   */
  public boolean discover() {
    try {
      discovery.complete();
    } catch (TransportException e) {
      return false; // The loss was reported by the bus.
    }
    return discovery.isComplete();
  }

  /**
   * Returns whether all bit maps that {@link #discover} requests are known; false while there is no
   * vehicle. Never blocks.
   */
  public boolean isDiscovered() {
    return discovery.isComplete();
  }

  /** Requests one bit map; returns whether others remain. */
  boolean discoverNext() {
    try {
      return discovery.next();
    } catch (TransportException e) {
      return false; // The loss was reported by the bus.
    }
  }

  /**
   * Probes the vehicle; if it answers for the first time, finds out what it supports as {@link
   * #open} does.
   *
   * @return the status after that
   */
  public ConnectionStatus probe() {
    try {
      boolean wasAbsent = !isAnswering();
      Boolean unused =
          bus.exclusively(
              () -> {
                if (bus.exchange(DiagnosticTransport.PROBE) instanceof Messages probed
                    && (!discovery.map().isKnown() || wasAbsent && !discovery.resume(probed))) {
                  begin(probed.messages());
                }
                return true;
              });
    } catch (TransportException e) {
      return ConnectionStatus.NOT_CONNECTED;
    }
    ConnectionStatus status = status();
    long now = time.nanoTime();
    if (status != ConnectionStatus.CAR_CONNECTED && bus.probes().delay(now) == 0) {
      // Neither found nor counted, such as when the bus was in use: the next probe waits too.
      bus.probes().missed(now);
    }
    return status;
  }

  /**
   * Checks whether a vehicle that was not requested for a while still answers, so that a loss is
   * noticed without requests of the program.
   */
  void verify() {
    try {
      Boolean unused =
          bus.exclusively(
              () -> {
                for (int i = 0; i < Bus.SILENT_AFTER && isAnswering(); i++) {
                  if (bus.exchange(DiagnosticTransport.PROBE) instanceof Messages) {
                    return true;
                  }
                }
                return false;
              });
    } catch (TransportException e) {
      // The loss was reported by the bus.
    }
  }

  private boolean isAnswering() {
    return bus.status() == ConnectionStatus.CAR_CONNECTED;
  }

  Bus bus() {
    return bus;
  }

  /** Returns the current status; never blocks. */
  public ConnectionStatus status() {
    return bus.status();
  }

  /** Returns the vehicle's protocol; {@link Protocol#NONE} while not connected. */
  public Protocol protocol() {
    return bus.protocol();
  }

  /** Returns the port as a user names it; "" while not connected. */
  public String portName() {
    return bus.portName();
  }

  /**
   * Returns whether the vehicle reports support for {@code command}, or cannot report it (commands
   * without a bit map); false while there is no vehicle, and while the bit map is not known. Never
   * blocks.
   */
  public boolean supports(ObdCommand<?> command) {
    return support(command) == Support.SUPPORTED;
  }

  /**
   * Returns whether the vehicle supports {@code command}, as far as that is known. Never blocks.
   * The freeze frames of service 02 are taken to have the PIDs of service 01 until one is queried.
   */
  public Support support(ObdCommand<?> command) {
    return bus.status() == ConnectionStatus.NOT_CONNECTED
        ? Support.UNKNOWN
        : discovery.map().of(command);
  }

  /** Returns the registry of the builder; commands may be added to it at any time. */
  public Commands commands() {
    return commands;
  }

  /**
   * Returns whether the vehicle supports {@code command}, after requesting the bit map if it is not
   * known yet. Waits for the bus.
   */
  public Support requestSupport(ObdCommand<?> command) {
    awaitOpening();
    queries.resolve(command);
    return support(command);
  }

  /**
   * Returns the commands of the registry that the vehicle {@link #supports}, in its order; all of
   * them once it {@link #isDiscovered}, those of service 08 after {@link #requestSupport}.
   */
  public List<ObdCommand<?>> supportedCommands() {
    if (bus.status() == ConnectionStatus.NOT_CONNECTED) {
      return List.of();
    }
    List<ObdCommand<?>> list = new ArrayList<>();
    SupportMap map = discovery.map();
    for (ObdCommand<?> command : commands.all()) {
      if (map.of(command) == Support.SUPPORTED) {
        list.add(command);
      }
    }
    return List.copyOf(list);
  }

  /**
   * Requests a value, unless the vehicle does not support it: then the response is {@link
   * Reason#NOT_SUPPORTED} without a request.
   */
  public <V> ObdResponse<V> query(ObdCommand<V> command) {
    return answered(command, query(List.of(command), false));
  }

  /** Requests a value whether the vehicle reports support for it or not. */
  public <V> ObdResponse<V> force(ObdCommand<V> command) {
    return answered(command, query(List.of(command), true));
  }

  /**
   * Requests several values with as few requests as possible: commands with the same request share
   * it, and on CAN one request may contain up to six PIDs of service 01.
   *
   * @return one response per command, in their order
   */
  public List<ObdResponse<?>> queryAll(List<? extends ObdCommand<?>> several) {
    return query(several, false);
  }

  /**
   * Requests a value of a freeze frame.
   *
   * @param command of service 02, or of service 01 for its PID
   * @param frame the frame number, 0..255
   * @throws IllegalArgumentException if the command is of another service or the number is out of
   *     range
   */
  public <V> ObdResponse<V> freezeFrame(ObdCommand<V> command, int frame) {
    return query(Service02.at(command, frame));
  }

  /** Waits while another thread opens: it is not known yet what the vehicle supports. */
  private void awaitOpening() {
    if (opening) {
      try {
        Boolean unused = bus.exclusively(() -> true);
      } catch (TransportException e) {
        throw new AssertionError(e); // No exchange takes place here.
      }
    }
  }

  /** Returns those of {@code some} that one exchange would request together with the first. */
  List<ObdCommand<?>> together(List<? extends ObdCommand<?>> some) {
    return some.isEmpty() ? List.of() : planner.first(some, bus.protocol().can());
  }

  /** Returns whether {@link #close} was called. */
  public boolean isClosed() {
    return bus.isClosed();
  }

  TimeSource time() {
    return time;
  }

  private List<ObdResponse<?>> query(List<? extends ObdCommand<?>> several, boolean forced) {
    awaitOpening();
    return queries.query(several, forced);
  }

  /** Returns the first of {@code list}, the response to {@code command}. */
  @SuppressWarnings("unchecked")
  private static <V> ObdResponse<V> answered(ObdCommand<V> command, List<ObdResponse<?>> list) {
    ObdResponse<?> response = list.get(0);
    if (!response.command().equals(command)) {
      throw new IllegalStateException(
          "expected the response to " + command + ", found " + response.command());
    }
    return (ObdResponse<V>) response;
  }

  /**
   * Begins the low power mode of the transport: it sends nothing by itself and may refuse requests
   * to the vehicle until {@link #normalPower}. Returns false if the adapter has no such mode.
   */
  public boolean lowPower() {
    return onTransport(DiagnosticTransport::lowPower).orElse(false);
  }

  /** Ends the low power mode of the adapter; returns false if there is none. */
  public boolean normalPower() {
    return onTransport(DiagnosticTransport::normalPower).orElse(false);
  }

  /**
   * Measures the supply voltage without a request to the vehicle, in volts; empty if the transport
   * cannot. Waits for the bus.
   */
  public OptionalDouble supplyVoltage() {
    return onTransport(DiagnosticTransport::supplyVoltage).orElse(OptionalDouble.empty());
  }

  private <T> Optional<T> onTransport(TransportTask<T> task) {
    try {
      return bus.onTransport(task);
    } catch (TransportException e) {
      return Optional.empty(); // The loss was reported by the bus.
    }
  }

  /** Adds a listener, which is called by a thread of its own. */
  public void addListener(ConnectionListener listener) {
    bus.addListener(listener);
  }

  /** Removes a listener. */
  public void removeListener(ConnectionListener listener) {
    bus.removeListener(listener);
  }

  /** Closes the connection for good: every query returns {@link Reason#NOT_CONNECTED} then. */
  @Override
  public void close() {
    bus.close();
  }
}
