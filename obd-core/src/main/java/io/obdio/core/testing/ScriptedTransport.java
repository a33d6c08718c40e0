package io.obdio.core.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A transport that answers from a script and notes the requests, for tests without a vehicle, an
 * adapter or a simulator:
 *
 * <pre>{@code
 * ScriptedTransport vehicle = ScriptedTransport.vehicle().on("0105", "7E8#41057B");
 * try (ObdConnection connection = ObdConnection.builder(vehicle).build()) {
 *   connection.open();
 *   assertEquals(83, connection.query(Service01.COOLANT_TEMP).value().value());
 * }
 * assertTrue(vehicle.requests().contains("0105"));
 * }</pre>
 *
 * <p>Requests are written as they print: {@code 010C}, {@code 7E0#2101} to one ECU, {@code ATI} to
 * the adapter; responses as {@code 7E8#410C0D48}. Several answers to one request are given one
 * after the other, the last one for all further requests. A request that the script does not
 * contain goes to the transport given by {@link #around}; without one it is answered {@link
 * Reason#NO_DATA}, or {@link Reason#NOT_SUPPORTED} if it is to the adapter.
 *
 * <p>Threads: the methods that are not those of {@link DiagnosticTransport} may be called by any
 * thread at any time.
 */
public final class ScriptedTransport implements DiagnosticTransport {

  private static final Protocol CAN = new Protocol("6", "ISO 15765-4 (CAN 11/500)", true);

  private final Script script = new Script();
  private final @Nullable DiagnosticTransport wrapped;
  private final AtomicBoolean busy = new AtomicBoolean();

  @GuardedBy("this")
  private final List<String> requests = new ArrayList<>();

  @GuardedBy("this")
  private ConnectionStatus status = ConnectionStatus.NOT_CONNECTED;

  @GuardedBy("this")
  private int refusals;

  @GuardedBy("this")
  private int opened;

  private volatile TransportListener listener = TransportListener.NONE;
  private volatile ConnectionStatus reaches = ConnectionStatus.CAR_CONNECTED;
  private volatile Protocol protocol = CAN;
  private volatile List<EcuMessage> probed = List.of();
  private volatile boolean silent;
  private volatile boolean lost;
  private volatile Consumer<DiagnosticRequest> before = request -> {};
  private volatile Timing timing = new Timing(Duration.ZERO, Duration.ZERO, nanos -> {});

  private record Timing(Duration each, Duration eachPid, LongConsumer advance) {}

  /** Creates a transport to a CAN vehicle that answers nothing yet. */
  public ScriptedTransport() {
    this(null);
  }

  private ScriptedTransport(@Nullable DiagnosticTransport wrapped) {
    this.wrapped = wrapped;
    if (wrapped != null) {
      wrapped.setListener(
          new TransportListener() {
            @Override
            public void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason) {
              become(to, reason);
            }

            @Override
            public void busActive() {
              reportBusActive();
            }
          });
    }
  }

  /**
   * Returns a transport to a CAN vehicle with PIDS_A, COOLANT_TEMP (50 degC), RPM (850), SPEED (29
   * km/h) and THROTTLE_POS (50.2 %), through an ELM327.
   */
  public static ScriptedTransport vehicle() {
    return new ScriptedTransport()
        .adapter("ATI", "ELM327 v1.5")
        .on("0100", "7E8#410008188000") // 05, 0C, 0D, 11
        .on("0105", "7E8#41055A")
        .on("010C", "7E8#410C0D48")
        .on("010D", "7E8#410D1D")
        .on("0111", "7E8#411180");
  }

  /**
   * Returns a transport that opens and closes {@code wrapped} with itself, and passes on to it the
   * requests that are not in the script.
   */
  public static ScriptedTransport around(DiagnosticTransport wrapped) {
    return new ScriptedTransport(wrapped);
  }

  // ---- the script

  /** Adds an answer to {@code request}: responses of one or several ECUs. */
  public ScriptedTransport on(String request, String... messages) {
    return on(request, new TransportAnswer.Messages(parse(messages)));
  }

  /** Adds an answer to {@code request}. */
  public ScriptedTransport on(String request, TransportAnswer answer) {
    script.add(request, answer);
    return this;
  }

  /** Adds the adapter's answer to {@code command}. */
  public ScriptedTransport adapter(String command, String text) {
    return on(command, new TransportAnswer.AdapterText(text));
  }

  /** Removes all answers to {@code request}. */
  public ScriptedTransport forget(String request) {
    script.remove(request);
    return this;
  }

  /**
   * Answers requests of service 01 with several PIDs too, by the answers to the single ones, as CAN
   * vehicles do.
   */
  public ScriptedTransport composite() {
    script.composite();
    return this;
  }

  /**
   * Parses responses such as {@code 7E8#410C0D48}.
   *
   * @throws IllegalArgumentException if one has another form
   */
  public static List<EcuMessage> parse(String... messages) {
    List<EcuMessage> list = new ArrayList<>();
    for (String message : messages) {
      int hash = message.indexOf('#');
      if (hash < 0) {
        throw new IllegalArgumentException("'" + message + "' is not of the form 7E8#410C0D48");
      }
      list.add(
          new EcuMessage(
              EcuAddress.parse(message.substring(0, hash)),
              Payload.ofHex(message.substring(hash + 1))));
    }
    return list;
  }

  // ---- the connection

  /** Sets the vehicle's protocol; by default ISO 15765-4 with 11-bit identifiers, 500 kbit/s. */
  public ScriptedTransport protocol(Protocol value) {
    protocol = value;
    return this;
  }

  /** Sets the status that opening reaches; it is the current status too if this is open. */
  public ScriptedTransport reaches(ConnectionStatus value) {
    reaches = value;
    if (status() != ConnectionStatus.NOT_CONNECTED) {
      become(value, "scripted");
    }
    return this;
  }

  /** Sets the responses to {@link #PROBE} that {@link #open} returns; by default none. */
  public ScriptedTransport probed(String... messages) {
    probed = parse(messages);
    return this;
  }

  /**
   * Lets the next {@code count} attempts to open fail with {@link TransportException.Unavailable}.
   */
  public synchronized ScriptedTransport refuse(int count) {
    refusals = count;
    return this;
  }

  /** Sets whether the vehicle answers nothing, as with the ignition off; the adapter still does. */
  public ScriptedTransport silent(boolean value) {
    silent = value;
    return this;
  }

  /** Loses the connection: the next exchange fails with {@link TransportException.Lost}. */
  public void lose() {
    lost = true;
  }

  /** Loses the connection and reports that to the listener at once. */
  public void loseAndReport() {
    lost = true;
    become(ConnectionStatus.NOT_CONNECTED, "scripted loss");
  }

  /** Reports frames on the bus to the listener. */
  public void reportBusActive() {
    listener.busActive();
  }

  // ---- the exchanges

  /** Sets what runs before each exchange, on its thread; it may wait, or change the script. */
  public ScriptedTransport before(Consumer<DiagnosticRequest> action) {
    before = action;
    return this;
  }

  /**
   * Lets exchanges take virtual time.
   *
   * @param each for each exchange
   * @param eachPid further for each byte after the service id
   * @param advance receives the nanoseconds that an exchange took
   */
  public ScriptedTransport takes(Duration each, Duration eachPid, LongConsumer advance) {
    timing = new Timing(each, eachPid, advance);
    return this;
  }

  /** Returns the requests so far, in order, without those that {@link #lose} prevented. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** Forgets the requests so far. */
  public synchronized void clearRequests() {
    requests.clear();
  }

  /**
   * Waits until {@code request} is among the {@link #requests}.
   *
   * @return false if it is not after {@code timeout}
   */
  public synchronized boolean awaitRequest(String request, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toNanos(); !requests.contains(request) && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return requests.contains(request);
  }

  /** Returns how often this was opened successfully. */
  public synchronized int opened() {
    return opened;
  }

  // ---- DiagnosticTransport

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    synchronized (this) {
      if (refusals > 0) {
        refusals--;
        throw new TransportException.Unavailable("scripted: the port cannot be opened");
      }
    }
    List<EcuMessage> found = probed;
    if (wrapped != null) {
      List<EcuMessage> answers = wrapped.open(timeout);
      found = found.isEmpty() ? answers : found;
    }
    lost = false;
    synchronized (this) {
      opened++;
    }
    become(wrapped != null ? wrapped.status() : reaches, "");
    return found;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if another exchange is in progress
   */
  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    if (busy.getAndSet(true)) {
      throw new IllegalStateException("two exchanges at the same time");
    }
    try {
      before.accept(request);
      if (lost || status() == ConnectionStatus.NOT_CONNECTED) {
        become(ConnectionStatus.NOT_CONNECTED, "scripted loss");
        throw new TransportException.Lost("scripted: the connection is lost");
      }
      note(request);
      return answer(request, timeout);
    } finally {
      busy.set(false);
    }
  }

  private void note(DiagnosticRequest request) {
    synchronized (this) {
      requests.add(request.toString());
      notifyAll();
    }
    int pids = request instanceof DiagnosticRequest.ToVehicle v ? v.payload().length() - 1 : 0;
    Timing now = timing;
    now.advance.accept(now.each.plus(now.eachPid.multipliedBy(pids)).toNanos());
  }

  private TransportAnswer answer(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    boolean toVehicle = request instanceof DiagnosticRequest.ToVehicle;
    if (silent && toVehicle) {
      return TransportAnswer.none(Reason.NO_DATA, "scripted silence");
    }
    TransportAnswer scripted = script.answer(request);
    if (scripted != null) {
      return scripted;
    }
    if (wrapped != null) {
      return wrapped.exchange(request, timeout);
    }
    return TransportAnswer.none(
        toVehicle ? Reason.NO_DATA : Reason.NOT_SUPPORTED, "not in the script");
  }

  private void become(ConnectionStatus next, String reason) {
    ConnectionStatus old;
    synchronized (this) {
      old = status;
      status = next;
    }
    if (old != next) {
      listener.statusChanged(old, next, reason);
    }
  }

  @Override
  public synchronized ConnectionStatus status() {
    return status;
  }

  @Override
  public Protocol protocol() {
    Protocol open = wrapped != null ? wrapped.protocol() : protocol;
    return status() == ConnectionStatus.NOT_CONNECTED ? Protocol.NONE : open;
  }

  @Override
  public String portName() {
    String open = wrapped != null ? wrapped.portName() : "scripted";
    return status() == ConnectionStatus.NOT_CONNECTED ? "" : open;
  }

  /** Returns whether the script contains a command to the adapter, or the wrapped one has one. */
  @Override
  public boolean hasAdapter() {
    return status() != ConnectionStatus.NOT_CONNECTED
        && (script.hasAdapter() || wrapped != null && wrapped.hasAdapter());
  }

  @Override
  public void setListener(TransportListener value) {
    listener = value;
  }

  @Override
  public void close() {
    if (wrapped != null) {
      wrapped.close();
    }
    become(ConnectionStatus.NOT_CONNECTED, "");
  }
}
