package io.obdio.core.connection;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service02;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Messages;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one vehicle that answers commands with typed responses. Only opening throws:
 * whatever a vehicle or an adapter does, every query returns a response.
 *
 * <p>Threads: all methods may be called by any thread. One request at a time is sent to the
 * vehicle, in the order of the calls; a call that does not obtain the bus within its deadline
 * returns {@link Reason#BUS_ERROR}. {@link #status}, {@link #supports} and {@link #close} do not
 * wait for the bus.
 */
public final class ObdConnection implements AutoCloseable {

  private final Bus bus;
  private final Duration openTimeout;
  private final TimeSource time;
  private final Commands commands;
  private final QueryPlanner planner;

  private volatile boolean opening;
  private volatile SupportMap supported = SupportMap.UNKNOWN;
  private volatile ResponseReader reader = ResponseReader.STANDARD;

  ObdConnection(ObdConnectionBuilder builder) {
    this.bus = new Bus(builder);
    this.openTimeout = builder.openTimeout;
    this.time = builder.time;
    this.commands = builder.commands;
    this.planner = new QueryPlanner(builder.batching, time);
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
   * Opens the connection, after closing it if it was open, and finds out what the vehicle supports.
   *
   * @throws TransportException if the port cannot be opened; the message states the remedy
   */
  public void open() throws TransportException {
    Boolean done =
        bus.exclusively(
            () -> {
              opening = true;
              try {
                supported = SupportMap.UNKNOWN;
                planner.reset();
                discover(bus.open(openTimeout));
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
   * Finds out what the vehicle supports.
   *
   * @param probed the responses to the probe that were received already; may be empty
   */
  private void discover(List<EcuMessage> probed) throws TransportException {
    SupportMap found = new SupportMap();
    Discovery.findAdapter(bus::exchange, found);
    if (bus.reachedVehicle()) {
      Discovery.walk(bus::exchange, bus.protocol().can(), probed, found);
    }
    reader = ResponseReader.of(found.ecus());
    supported = found;
    if (found.isKnown()) {
      bus.ready();
    }
  }

  /**
   * Probes the vehicle; if it answers for the first time, finds out what it supports.
   *
   * @return the status after that
   */
  public ConnectionStatus probe() {
    try {
      Boolean unused =
          bus.exclusively(
              () -> {
                if (bus.exchange(DiagnosticTransport.PROBE)
                        instanceof TransportAnswer.Messages probed
                    && !supported.isKnown()) {
                  discover(probed.messages());
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
   * without a bit map); false while there is no vehicle.
   */
  public boolean supports(ObdCommand<?> command) {
    return whyNot(command, bus.status()) == null;
  }

  /** Returns the registry of the builder; commands may be added to it at any time. */
  public Commands commands() {
    return commands;
  }

  /** Returns the commands of the registry that the vehicle {@link #supports}, in its order. */
  public List<ObdCommand<?>> supportedCommands() {
    ConnectionStatus status = bus.status();
    List<ObdCommand<?>> list = new ArrayList<>();
    for (ObdCommand<?> command : commands.all()) {
      if (whyNot(command, status) == null) {
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

  /** Returns why {@code command} cannot be requested now; null if it can. */
  private @Nullable NoValue whyNot(ObdCommand<?> command, ConnectionStatus status) {
    NoValue why = whyNotForced(status);
    if (why != null) {
      return why;
    }
    SupportMap map = supported;
    if (command.request() instanceof DiagnosticRequest.ToVehicle && !map.isKnown()) {
      return new NoValue(Reason.NOT_CONNECTED, "the vehicle does not answer");
    }
    return map.has(command)
        ? null
        : new NoValue(Reason.NOT_SUPPORTED, command.name() + " is not supported by this vehicle");
  }

  /** Returns why no command can be requested now; null if one can. */
  private static @Nullable NoValue whyNotForced(ConnectionStatus status) {
    return status == ConnectionStatus.NOT_CONNECTED
        ? new NoValue(Reason.NOT_CONNECTED, status.description())
        : null;
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

  /**
   * Returns the status. Probes an absent vehicle before, if that is due, so that a program without
   * a supervisor notices its return.
   */
  private ConnectionStatus statusAfterProbe() {
    ConnectionStatus status = bus.status();
    boolean absent =
        status != ConnectionStatus.NOT_CONNECTED && status != ConnectionStatus.CAR_CONNECTED;
    return absent && bus.probes().delay(time.nanoTime()) <= 0 ? probe() : status;
  }

  private static boolean isToVehicle(ObdCommand<?> command) {
    return command.request() instanceof DiagnosticRequest.ToVehicle;
  }

  private List<ObdResponse<?>> query(List<? extends ObdCommand<?>> several, boolean forced) {
    awaitOpening();
    boolean probing = !forced && several.stream().anyMatch(ObdConnection::isToVehicle);
    ConnectionStatus status = probing ? statusAfterProbe() : bus.status();
    boolean absent = probing && status != ConnectionStatus.CAR_CONNECTED;
    ObdResponse<?>[] responses = new ObdResponse<?>[several.size()];
    List<ObdCommand<?>> requested = new ArrayList<>(several.size());
    for (int i = 0; i < responses.length; i++) {
      ObdCommand<?> command = several.get(i);
      NoValue why = forced ? whyNotForced(status) : whyNot(command, status);
      if (why == null && absent && isToVehicle(command)) {
        why = new NoValue(Reason.NOT_CONNECTED, "the vehicle does not answer");
      }
      if (why != null) {
        responses[i] = ObdResponse.empty(command, time.now(), why, List.of());
      } else {
        requested.add(command);
      }
    }
    ResponseReader now = reader;
    List<ObdResponse<?>> read =
        planner.query(
            DependentCommands.withInputs(requested), bus::timed, now, bus.protocol().can());
    Iterator<ObdResponse<?>> answers = DependentCommands.decoded(read, now).iterator();
    for (int i = 0; i < responses.length; i++) {
      if (responses[i] == null) {
        responses[i] = answers.next();
      }
    }
    return List.of(responses);
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

  /** Begins the low power mode of the adapter; returns false if there is none. */
  public boolean lowPower() {
    return power(true);
  }

  /** Ends the low power mode of the adapter; returns false if there is none. */
  public boolean normalPower() {
    return power(false);
  }

  private boolean power(boolean low) {
    try {
      return bus.power(low);
    } catch (TransportException e) {
      return false;
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
