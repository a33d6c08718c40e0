package io.obdio.isotp.transport;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.ObdAddress;
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
import io.obdio.core.util.DaemonThreads;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.transport.ObdOptions.IdFormat;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * OBD on CAN (ISO 15765-4). Functional requests go to all ECUs (7DF or 18DB33F1), physical ones to
 * their target; the answers are collected within P2, after a response pending within P2*. A
 * functional request that all ECUs have answered that ever did is done before P2 is over, unless
 * {@link ObdOptions#waitForAll}.
 *
 * <p>{@link ConnectionStatus#INTERFACE_OPEN} stands for an open port without an answering vehicle.
 * The vehicle counts as gone when nobody answers service 01 PID 00, which every vehicle has.
 *
 * <p>Threads: as {@link DiagnosticTransport} says. {@link TransportState} guards status and
 * listener, the {@link PendingExchange} whatever the link's threads touch.
 */
public final class IsoTpTransport implements DiagnosticTransport {

  private static final Payload PIDS_A = Payload.of(0x01, 0x00);
  private static final Payload TESTER_PRESENT = Payload.of(0x3E, 0x80);

  /** A classic single frame carries no more. */
  private static final int FUNCTIONAL_MAX = 7;

  private static final int DETECTION_ROUNDS = 2;

  private final ObdLink.Opener opener;
  private final ObdOptions options;
  private final TransportState state = new TransportState();
  private final Set<EcuAddress> known = new TreeSet<>();
  private final TargetResolver targets = new TargetResolver();
  private volatile @Nullable Session session;

  /** What lives from open to close. */
  private record Session(
      ObdLink link, PendingExchange exchange, @Nullable TesterPresent testerPresent) {
    void close() {
      if (testerPresent != null) {
        testerPresent.close();
      }
      link.close();
    }
  }

  /** Opens CAN buses. */
  @FunctionalInterface
  public interface BusOpener {
    /**
     * Opens a bus for the transport, which will close it.
     *
     * @throws TransportException.Unavailable if it cannot be had, saying what to do
     */
    CanBus open() throws TransportException;
  }

  /** A transport on any link. */
  public IsoTpTransport(ObdLink.Opener opener, ObdOptions options) {
    this.opener = opener;
    this.options = options;
  }

  /** A transport with the own engine on a CAN bus. */
  public static IsoTpTransport onBus(BusOpener bus, IsoTpOptions isoTpOptions, ObdOptions options) {
    return new IsoTpTransport(
        (listener, timeout) -> new CanBusLink(bus.open(), isoTpOptions, listener), options);
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    long end = System.nanoTime() + timeout.toNanos();
    close();
    PendingExchange exchange = new PendingExchange(this::lost);
    ObdLink link = opener.open(exchange, timeout);
    TesterPresent testerPresent =
        options.testerPresent().isZero()
            ? null
            : new TesterPresent(link.portName(), options.testerPresent(), this::keepAwake);
    known.clear();
    targets.reset();
    session = new Session(link, exchange, testerPresent);
    state.set(ConnectionStatus.INTERFACE_OPEN, Protocol.NONE, link.portName(), "");
    for (int i = 0; i < DETECTION_ROUNDS && state.protocol().equals(Protocol.NONE); i++) {
      long left = end - System.nanoTime();
      if (left > 0) {
        functional(
            new DiagnosticRequest.ToVehicle(PIDS_A, Optional.empty()), Duration.ofNanos(left));
      }
    }
    return List.of();
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    requireSession();
    if (!(request instanceof DiagnosticRequest.ToVehicle toVehicle)) {
      return TransportAnswer.none(Reason.NOT_SUPPORTED, "there is no adapter that takes commands");
    }
    return toVehicle.target().isPresent()
        ? physical(toVehicle, timeout)
        : functional(toVehicle, timeout);
  }

  private Session requireSession() throws TransportException.Lost {
    Session open = session;
    if (open == null) {
      throw new TransportException.Lost(state.whyClosed());
    }
    return open;
  }

  private TransportAnswer functional(DiagnosticRequest.ToVehicle vehicle, Duration timeout)
      throws TransportException {
    Payload request = vehicle.payload();
    if (request.length() > FUNCTIONAL_MAX) {
      return TransportAnswer.none(
          Reason.NOT_SUPPORTED,
          "a functional request has at most "
              + FUNCTIONAL_MAX
              + " bytes, not "
              + request.length()
              + ": name a target ECU");
    }
    long end = System.nanoTime() + timeout.toNanos();
    IdFormat found = state.ids();
    TransportAnswer answer = TransportAnswer.none(Reason.NOT_SUPPORTED, "no identifiers to ask");
    for (IdFormat ids : found != null ? List.of(found) : options.ids()) {
      CanId id = ids == IdFormat.BITS_11 ? ObdIds.FUNCTIONAL_11 : ObdIds.FUNCTIONAL_29;
      IsoTpAddress address = IsoTpAddress.normal(id, id).asFunctional();
      EcuAddress.Kind kind =
          ids == IdFormat.BITS_11 ? EcuAddress.Kind.CAN_11 : EcuAddress.Kind.CAN_29;
      if (!requireSession().link().reaches(address) || isOtherBus(vehicle, kind)) {
        continue;
      }
      Set<EcuAddress> expected = options.waitForAll() ? Set.of() : known;
      answer = ask(List.of(address), request, expected, false, p2(vehicle), end);
      if (answer instanceof Messages messages) {
        learn(messages);
        reached(ids);
        return answer;
      }
    }
    if (request.equals(PIDS_A)
        && answer instanceof NoAnswer none
        && none.reason() == Reason.NO_DATA) {
      vehicleGone();
    }
    return answer;
  }

  private TransportAnswer physical(DiagnosticRequest.ToVehicle request, Duration timeout)
      throws TransportException {
    long end = System.nanoTime() + timeout.toNanos();
    return targets.exchange(request, candidate -> physicalTo(candidate, end));
  }

  private TransportAnswer physicalTo(DiagnosticRequest.ToVehicle request, long end)
      throws TransportException {
    RequestTarget target = request.target().orElseThrow();
    List<EcuAddress> from = target.answerCandidates();
    CanId tx = canId(target.request());
    List<IsoTpAddress> addresses = new ArrayList<>();
    for (EcuAddress answer : from) {
      CanId rx = canId(answer);
      if (tx != null && rx != null) {
        addresses.add(address(target, tx, rx));
      }
    }
    if (tx == null || addresses.isEmpty() || isOtherBus(request, target.request().kind())) {
      return TransportAnswer.none(
          Reason.NOT_SUPPORTED, target + " is not an identifier of this CAN bus");
    }
    ObdLink link = requireSession().link();
    addresses.removeIf(address -> !link.reaches(address));
    if (addresses.isEmpty()) {
      return TransportAnswer.none(Reason.NOT_SUPPORTED, portName() + " cannot address " + target);
    }
    TransportAnswer answer =
        ask(addresses, request.payload(), Set.copyOf(from), true, p2(request), end);
    if (answer instanceof Messages) {
      reached(tx.extended() ? IdFormat.BITS_29 : IdFormat.BITS_11);
    }
    return answer;
  }

  private static IsoTpAddress address(RequestTarget target, CanId tx, CanId rx) {
    return target
        .extended()
        .map(
            prefix ->
                IsoTpAddress.extended(
                    tx, rx, prefix.answer().orElse(ObdAddress.TESTER), prefix.request()))
        .orElseGet(() -> IsoTpAddress.normal(tx, rx));
  }

  private static boolean isOtherBus(DiagnosticRequest.ToVehicle request, EcuAddress.Kind kind) {
    return request.options().bus().filter(bus -> bus != kind).isPresent();
  }

  private Duration p2(DiagnosticRequest.ToVehicle request) {
    Duration asked = request.options().answerTime();
    return asked.compareTo(options.p2()) > 0 ? asked : options.p2();
  }

  private static @Nullable CanId canId(EcuAddress address) {
    return switch (address.kind()) {
      case CAN_11 -> CanId.base(address.id());
      case CAN_29 -> CanId.extended(address.id());
      case BYTE, ADAPTER -> null;
    };
  }

  private TransportAnswer ask(
      List<IsoTpAddress> addresses,
      Payload request,
      Set<EcuAddress> expected,
      boolean one,
      Duration p2,
      long end)
      throws TransportException {
    Session open = requireSession();
    if (open.testerPresent() != null) {
      open.testerPresent().postpone();
    }
    AnswerCollector answers =
        new AnswerCollector(request, expected, one, p2.toNanos(), options.p2Star().toNanos(), end);
    open.exchange().begin(answers);
    try {
      long left = Math.max(0, end - System.nanoTime());
      open.link().listen(addresses);
      open.link().send(addresses.get(0), request.toBytes(), Duration.ofNanos(left));
      return open.exchange().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      open.exchange().abandon();
      throw new TransportException.Lost(portName() + ": interrupted", e);
    } catch (InterruptedIOException e) {
      open.exchange().abandon();
      return TransportAnswer.none(Reason.NO_DATA, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      open.exchange().abandon();
      return TransportAnswer.none(Reason.BUS_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private void learn(Messages messages) {
    for (EcuMessage message : messages.messages()) {
      known.add(message.ecu());
    }
  }

  private void reached(IdFormat ids) {
    Session open = session;
    if (open != null) {
      state.reached(ids, CanProtocols.of(ids, options.bitRate(), open.link().note()));
    }
  }

  private void vehicleGone() {
    known.clear();
    if (session != null) {
      state.set(
          ConnectionStatus.INTERFACE_OPEN,
          Protocol.NONE,
          state.portName(),
          "the vehicle does not answer any more");
    }
  }

  private void keepAwake() throws IOException, InterruptedException {
    Session open = session;
    IdFormat ids = state.ids();
    if (open != null && ids != null) {
      CanId id = ids == IdFormat.BITS_11 ? ObdIds.FUNCTIONAL_11 : ObdIds.FUNCTIONAL_29;
      open.link()
          .send(
              IsoTpAddress.normal(id, id).asFunctional(),
              TESTER_PRESENT.toBytes(),
              options.testerPresent());
    }
  }

  private void lost(String reason) {
    Session open = session;
    session = null;
    String text = state.portName() + ": " + reason;
    state.set(ConnectionStatus.NOT_CONNECTED, Protocol.NONE, "", text);
    if (open != null) {
      // Not here: this may be one of the threads that closing waits for.
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
  public void setListener(TransportListener listener) {
    state.setListener(listener);
  }

  @Override
  public void close() {
    Session open = session;
    session = null;
    if (open != null) {
      open.exchange().end(state.portName() + ": closed");
      open.close();
      state.set(ConnectionStatus.NOT_CONNECTED, Protocol.NONE, "", "");
    }
  }
}
