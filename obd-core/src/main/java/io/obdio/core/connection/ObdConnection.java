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
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one vehicle: ask, and have a typed answer. Whatever a vehicle or an adapter does,
 * a question is answered by a response; only opening throws.
 *
 * <p>Threads: any thread may call anything at any time. One request at a time goes to the vehicle,
 * in the order in which the callers came; a call that cannot get the bus within its deadline
 * answers {@link Reason#BUS_ERROR}. {@link #status}, {@link #supports} and {@link #close} never
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
   * Opens the transport that {@code uri} names, finds the vehicle and what it supports.
   *
   * @throws TransportException if the URI is wrong or the port cannot be had; a vehicle that does
   *     not answer is no error, see {@link #status}
   */
  public static ObdConnection open(String uri) throws TransportException {
    ObdConnection connection = builder(Transports.create(uri)).build();
    connection.open();
    return connection;
  }

  /** A connection over {@code transport}, which from then on is the connection's alone. */
  public static ObdConnectionBuilder builder(DiagnosticTransport transport) {
    return new ObdConnectionBuilder(transport);
  }

  /**
   * Opens the port, finds the vehicle and what it supports. If it was open, it is closed first.
   *
   * @throws TransportException if the port cannot be had, saying what to do
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
      throw new TransportException.Unavailable("the connection is busy; try again");
    }
  }

  /** The same as {@link #open}: closes the port and opens it again. */
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
   * Asks the vehicle whether it is there, and if it is and was not before, what it supports.
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
    return status();
  }

  /** The truth of now. */
  public ConnectionStatus status() {
    return bus.status();
  }

  /** The vehicle's protocol; {@link Protocol#NONE} while not connected. */
  public Protocol protocol() {
    return bus.protocol();
  }

  /** The port as a user would name it; "" while not connected. */
  public String portName() {
    return bus.portName();
  }

  /**
   * True if the vehicle said that it has what {@code command} asks for, or if it has no way to say
   * so (commands without a bit map); false while there is no vehicle.
   */
  public boolean supports(ObdCommand<?> command) {
    return whyNot(command) == null;
  }

  /** The registry that was given to the builder; commands may be added to it at any time. */
  public Commands commands() {
    return commands;
  }

  /** The commands of the registry that {@link #supports} is true for, in its order. */
  public List<ObdCommand<?>> supportedCommands() {
    List<ObdCommand<?>> list = new ArrayList<>();
    for (ObdCommand<?> command : commands.all()) {
      if (supports(command)) {
        list.add(command);
      }
    }
    return List.copyOf(list);
  }

  /**
   * Asks, unless the vehicle does not support it: then the response is empty at once, with {@link
   * Reason#NOT_SUPPORTED}.
   */
  public <V> ObdResponse<V> query(ObdCommand<V> command) {
    return answered(command, query(List.of(command), false));
  }

  /** Asks, whatever the vehicle says that it supports. */
  public <V> ObdResponse<V> force(ObdCommand<V> command) {
    return answered(command, query(List.of(command), true));
  }

  /**
   * Asks several commands with as few requests as may be: one for those that share it, and on CAN
   * up to six PIDs of service 01 in one.
   *
   * @return one response for each command, in their order
   */
  public List<ObdResponse<?>> queryAll(List<? extends ObdCommand<?>> several) {
    return query(several, false);
  }

  /**
   * Asks for a value of a freeze frame.
   *
   * @param command of service 02, or of service 01 whose PID is meant
   * @param frame its number, 0..255
   * @throws IllegalArgumentException if the command is of another service or the number out of
   *     range
   */
  public <V> ObdResponse<V> freezeFrame(ObdCommand<V> command, int frame) {
    return query(Service02.at(command, frame));
  }

  /** While another thread opens, it is not known yet what the vehicle supports. */
  private void awaitOpening() {
    if (opening) {
      try {
        Boolean unused = bus.exclusively(() -> true);
      } catch (TransportException e) {
        throw new AssertionError(e); // Nothing is exchanged here.
      }
    }
  }

  /** Why {@code command} cannot be asked now; null if it can. */
  private @Nullable NoValue whyNot(ObdCommand<?> command) {
    NoValue why = whyNotForced();
    if (why != null) {
      return why;
    }
    SupportMap map = supported;
    if (command.request() instanceof DiagnosticRequest.ToVehicle && !map.isKnown()) {
      return new NoValue(Reason.NOT_CONNECTED, "the vehicle does not answer");
    }
    return map.has(command)
        ? null
        : new NoValue(Reason.NOT_SUPPORTED, command.name() + " is not supported here");
  }

  /** Why nothing can be asked now; null if something can. */
  private @Nullable NoValue whyNotForced() {
    ConnectionStatus status = bus.status();
    return status == ConnectionStatus.NOT_CONNECTED
        ? new NoValue(Reason.NOT_CONNECTED, status.description())
        : null;
  }

  /** Those of {@code commands} that one exchange would ask together with the first. */
  List<ObdCommand<?>> together(List<? extends ObdCommand<?>> some) {
    return planner.first(some, bus.protocol().can());
  }

  /** True after {@link #close}. */
  public boolean isClosed() {
    return bus.isClosed();
  }

  TimeSource time() {
    return time;
  }

  private List<ObdResponse<?>> query(List<? extends ObdCommand<?>> several, boolean forced) {
    awaitOpening();
    ObdResponse<?>[] responses = new ObdResponse<?>[several.size()];
    List<ObdCommand<?>> asked = new ArrayList<>(several.size());
    for (int i = 0; i < responses.length; i++) {
      ObdCommand<?> command = several.get(i);
      NoValue why = forced ? whyNotForced() : whyNot(command);
      if (why != null) {
        responses[i] = ObdResponse.empty(command, time.now(), why, List.of());
      } else {
        asked.add(command);
      }
    }
    ResponseReader now = reader;
    List<ObdResponse<?>> read =
        planner.ask(DependentCommands.withInputs(asked), bus::timed, now, bus.protocol().can());
    Iterator<ObdResponse<?>> answers = DependentCommands.decoded(read, now).iterator();
    for (int i = 0; i < responses.length; i++) {
      if (responses[i] == null) {
        responses[i] = answers.next();
      }
    }
    return List.of(responses);
  }

  /** The first of {@code list}, which answers {@code command}. */
  @SuppressWarnings("unchecked")
  private static <V> ObdResponse<V> answered(ObdCommand<V> command, List<ObdResponse<?>> list) {
    ObdResponse<?> response = list.get(0);
    if (!response.command().equals(command)) {
      throw new IllegalStateException(response.command() + " answers " + command);
    }
    return (ObdResponse<V>) response;
  }

  /** Puts the adapter to sleep; false if there is none that could. */
  public boolean lowPower() {
    return power(true);
  }

  /** Wakes the adapter; false if there is none that slept. */
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

  /** Adds a listener, which is told on a thread of its own. */
  public void addListener(ConnectionListener listener) {
    bus.addListener(listener);
  }

  /** Removes a listener. */
  public void removeListener(ConnectionListener listener) {
    bus.removeListener(listener);
  }

  /** Frees the port, for good: everything answers {@link Reason#NOT_CONNECTED} from now on. */
  @Override
  public void close() {
    bus.close();
  }
}
