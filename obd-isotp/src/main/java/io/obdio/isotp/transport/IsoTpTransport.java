package io.obdio.isotp.transport;

import io.obdio.core.connection.TimeSource;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TargetResolver;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Messages;
import io.obdio.core.transport.TransportAnswer.NoAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportListener;
import io.obdio.core.transport.TransportTrace;
import io.obdio.core.util.DaemonThreads;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.loop.EventLoop;
import io.obdio.isotp.loop.ThreadEventLoop;
import io.obdio.isotp.transport.ObdOptions.IdFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * OBD on CAN (ISO 15765-4). Functional requests are sent to all ECUs (7DF or 18DB33F1), physical
 * requests to their target. Responses are collected within P2, or longer if the vehicle has been
 * slower before, and within P2* after a response pending. A functional request is complete before
 * the end of P2 if all ECUs have responded that ever did, unless {@link ObdOptions#waitForAll}.
 *
 * <p>The vehicle is looked for with 0100, by turns with identifiers of 11 and 29 bits; a response
 * counts for the format of its own identifier, whenever it arrives. {@link
 * ConnectionStatus#INTERFACE_OPEN} means that the port is open and no vehicle responds; then frames
 * on the bus are reported to the listener. The vehicle is considered lost when no ECU responds to
 * 0100.
 *
 * <p>Threads: as {@link DiagnosticTransport}.
 */
public final class IsoTpTransport implements DiagnosticTransport {

  private static final Payload PIDS_A = Payload.of(0x01, 0x00);

  /** Maximum length of a functional request: a classic single frame. */
  private static final int FUNCTIONAL_MAX = 7;

  /** Number of requests in each format when the transport is opened. */
  private static final int PROBE_ROUNDS = 3;

  private final ObdLink.Opener opener;
  private final ObdOptions options;
  private final TimeSource time;
  private final Function<String, EventLoop> loops;
  private final TransportState state = new TransportState();

  /** The ECUs that have responded to functional requests; accessed by the exchanging thread. */
  private final Set<EcuAddress> known = new TreeSet<>();

  /** Tries the address bytes of responses where the link has to know them. */
  private final TargetResolver targets = new TargetResolver();

  private volatile @Nullable LinkSession session;
  private volatile @Nullable TransportTrace trace;

  /** Used by the exchanging thread; null if the link has no access to frames. */
  private @Nullable BusActivity activity;

  /** A function that opens a CAN bus. */
  @FunctionalInterface
  public interface BusOpener {
    /**
     * Opens a bus, which the transport closes.
     *
     * @throws TransportException.Unavailable if it cannot be opened; the message states what to do
     */
    CanBus open() throws TransportException;
  }

  /** Creates a transport on any link. */
  public IsoTpTransport(ObdLink.Opener opener, ObdOptions options) {
    this(opener, options, TimeSource.SYSTEM, ThreadEventLoop::new);
  }

  /**
   * Creates a transport with a clock.
   *
   * @param loops returns a loop by its name, which is closed with the transport's session
   */
  IsoTpTransport(
      ObdLink.Opener opener,
      ObdOptions options,
      TimeSource time,
      Function<String, EventLoop> loops) {
    this.opener = opener;
    this.options = options;
    this.time = time;
    this.loops = loops;
  }

  /** Creates a transport with the ISO-TP engine of this library on a CAN bus. */
  public static IsoTpTransport onBus(BusOpener bus, IsoTpOptions isoTpOptions, ObdOptions options) {
    return new IsoTpTransport(
        (listener, timeout) -> new CanBusLink(listener.traced(bus.open()), isoTpOptions, listener),
        options);
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    long end = time.nanoTime() + timeout.toNanos();
    close();
    ResponseTiming timing = new ResponseTiming(options.p2().toNanos());
    PendingExchange exchange = new PendingExchange(time, timing, this::lost);
    TransportTrace traced = trace;
    ObdLink link =
        opener.open(traced == null ? exchange : new TracedListener(exchange, traced), timeout);
    EventLoop timers =
        options.testerPresent().isZero() ? null : loops.apply("tester-present-" + link.portName());
    known.clear();
    targets.reset();
    session = new LinkSession(link, exchange, timing, time, options, timers, state::ids);
    state.set(ConnectionStatus.INTERFACE_OPEN, Protocol.NONE, link.portName(), "");
    activity = link.bus().map(bus -> new BusActivity(bus, time, state::busActive)).orElse(null);
    TransportAnswer answer = search(PIDS_A, PROBE_ROUNDS, end);
    observeBus();
    return answer instanceof Messages messages ? messages.messages() : List.of();
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    requireSession();
    if (!(request instanceof DiagnosticRequest.ToVehicle toVehicle)) {
      return notSupported("this interface has no adapter commands");
    }
    Optional<EcuAddress.Kind> bus = toVehicle.options().bus();
    IdFormat found = state.ids();
    if (bus.isPresent() && found != null && found.kind() != bus.get()) {
      return notSupported("the request is for " + bus.get() + ", the vehicle has " + found.kind());
    }
    Optional<EcuAddress> to = toVehicle.target().map(RequestTarget::request);
    if (bus.isPresent() && to.isPresent() && to.get().kind() != bus.get()) {
      return notSupported("the request is for " + bus.get() + ", which does not have " + to.get());
    }
    long end = time.nanoTime() + timeout.toNanos();
    if (toVehicle.target().isEmpty()) {
      return functional(toVehicle.payload(), toVehicle.options().answerTime().toNanos(), end);
    }
    return needsAddressByte(toVehicle.target().get())
        ? targets.exchange(toVehicle, candidate -> physical(candidate, end))
        : physical(toVehicle, end);
  }

  private boolean needsAddressByte(RequestTarget target) throws TransportException.Lost {
    return target.extended().isPresent()
        && target.extended().get().answer().isEmpty()
        && !requireSession().link().receivesAnyAddressByte();
  }

  private static TransportAnswer notSupported(String detail) {
    return TransportAnswer.none(Reason.NOT_SUPPORTED, detail);
  }

  private LinkSession requireSession() throws TransportException.Lost {
    LinkSession open = session;
    if (open == null) {
      throw new TransportException.Lost(state.whyClosed());
    }
    return open;
  }

  private TransportAnswer functional(Payload request, long minimum, long end)
      throws TransportException {
    if (request.length() > FUNCTIONAL_MAX) {
      return notSupported(
          "a functional request has at most "
              + FUNCTIONAL_MAX
              + " bytes, not "
              + request.length()
              + ": specify a target ECU");
    }
    IdFormat found = state.ids();
    if (found == null || request.equals(PIDS_A)) {
      return search(request, 1, end);
    }
    IsoTpAddress address = LinkSession.functional(found);
    TransportAnswer answer = requireSession().ask(address, request, expected(), minimum, end);
    if (answer instanceof Messages messages) {
      learn(messages);
    }
    return answer;
  }

  /** Returns the ECUs that are expected to respond to a functional request. */
  private AnswerCollector.Expected expected() {
    return new AnswerCollector.Expected.All(options.waitForAll() ? Set.of() : Set.copyOf(known));
  }

  /** Sends a functional request in the known format, or in all until an ECU responds. */
  private TransportAnswer search(Payload request, int rounds, long end) throws TransportException {
    IdFormat found = state.ids();
    List<IdFormat> formats = found != null ? List.of(found) : options.ids();
    TransportAnswer answer = requireSession().probe(request, formats, expected(), rounds, end);
    if (answer instanceof Messages messages) {
      learn(messages);
      reached(messages.messages().get(0).ecu());
    } else if (request.equals(PIDS_A)
        && answer instanceof NoAnswer none
        && none.reason() == Reason.NO_DATA) {
      vehicleLost("the vehicle does not respond any more: " + none.detail());
    }
    return answer;
  }

  private TransportAnswer physical(DiagnosticRequest.ToVehicle request, long end)
      throws TransportException {
    RequestTarget target = request.target().orElseThrow();
    long minimum = request.options().answerTime().toNanos();
    EcuAddress.Kind kind = target.request().kind();
    if (kind != EcuAddress.Kind.CAN_11 && kind != EcuAddress.Kind.CAN_29) {
      return notSupported(target.request() + " is not a CAN identifier");
    }
    List<IsoTpAddress> addresses = Targets.addresses(target);
    LinkSession open = requireSession();
    if (!open.link().reaches(addresses.get(0))) {
      return notSupported(portName() + " does not reach " + target);
    }
    try {
      open.link().listen(addresses);
    } catch (IOException e) {
      return TransportAnswer.none(Reason.BUS_ERROR, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return notSupported(String.valueOf(e.getMessage()));
    }
    AnswerCollector.Expected one =
        new AnswerCollector.Expected.OneOf(addresses.stream().map(LinkSession::address).toList());
    TransportAnswer answer = open.ask(addresses.get(0), request.payload(), one, minimum, end);
    if (answer instanceof Messages messages) {
      reached(messages.messages().get(0).ecu());
    }
    return answer;
  }

  private void learn(Messages messages) {
    for (EcuMessage message : messages.messages()) {
      known.add(message.ecu());
    }
  }

  private void reached(EcuAddress ecu) {
    LinkSession open = session;
    if (open != null) {
      IdFormat format = IdFormat.of(ecu.kind());
      state.reached(format, CanProtocols.of(format, options.bitRate(), open.link().note()));
      observeBus();
    }
  }

  private void vehicleLost(String detail) {
    known.clear();
    if (session != null) {
      state.set(ConnectionStatus.INTERFACE_OPEN, Protocol.NONE, state.portName(), detail);
      observeBus();
    }
  }

  /** Observes the bus, so that its frames are reported although nothing is requested. */
  @Override
  public boolean lowPower() {
    BusActivity observed = activity;
    if (observed != null) {
      observed.observe(true);
    }
    return false;
  }

  @Override
  public boolean normalPower() {
    observeBus();
    return false;
  }

  /** Observes the bus as long as no vehicle responds. */
  private void observeBus() {
    BusActivity observed = activity;
    if (observed != null) {
      observed.observe(state.status() == ConnectionStatus.INTERFACE_OPEN);
    }
  }

  private void lost(String reason) {
    LinkSession open = session;
    session = null;
    String text = state.portName() + ": " + reason;
    state.set(ConnectionStatus.NOT_CONNECTED, Protocol.NONE, "", text);
    if (open != null) {
      // Not here: the calling thread may be one that closing waits for.
      DaemonThreads.start("close-" + open.link().portName(), open::close);
    }
  }

  @Override
  public ConnectionStatus status() {
    return state.status();
  }

  @Override
  public Protocol protocol() {
    return state.protocol();
  }

  @Override
  public String portName() {
    return state.portName();
  }

  @Override
  public void setTrace(TransportTrace value) {
    trace = value;
  }

  @Override
  public void setListener(TransportListener listener) {
    state.setListener(listener);
  }

  @Override
  public void close() {
    LinkSession open = session;
    session = null;
    if (open != null) {
      open.end(state.portName() + ": closed");
      open.close();
      state.set(ConnectionStatus.NOT_CONNECTED, Protocol.NONE, "", "");
    }
  }
}
