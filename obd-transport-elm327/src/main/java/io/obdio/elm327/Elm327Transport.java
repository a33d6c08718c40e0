package io.obdio.elm327;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportListener;
import io.obdio.core.transport.TransportTrace;
import io.obdio.elm327.command.Capabilities;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkSource;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.link.TracedLink;
import io.obdio.elm327.protocol.VehicleProtocol;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle behind an ELM327 or STN adapter.
 *
 * <p>Threads: the dialogue lock admits one of the caller, the watchdog and {@link #close} to the
 * adapter. Status, protocol and port name are read without it. The listener is called on the thread
 * that learns of a change: the caller's, the watchdog's, or the port's.
 */
// The checker of @GuardedBy does not recognise tryLock: the methods that acquire the lock with a
// deadline are exempt, and delegate to methods that are checked.
public final class Elm327Transport implements DiagnosticTransport {

  private static final long CLOSE_GRACE_MILLIS = 300;
  private static final long ADAPTER_MILLIS = 10_000;
  private static final long WATCH_MILLIS = 2_000;

  private final LinkSource source;
  private final Elm327Options options;
  private final Capabilities capabilities = new Capabilities();
  private final LinkState state = new LinkState();
  private final ReentrantLock dialogue = new ReentrantLock();
  private final Watchdog watchdog;
  private volatile boolean closed = true;
  private volatile @Nullable TransportTrace trace;

  @GuardedBy("dialogue")
  private @Nullable ElmSession session;

  @GuardedBy("dialogue")
  private @Nullable VehicleProtocol lastProtocol;

  /** Creates a transport over links of {@code source}, without opening one. */
  public Elm327Transport(LinkSource source, Elm327Options options) {
    this.source = source;
    this.options = options;
    this.watchdog = new Watchdog(this::watch, options.watchdogMillis());
  }

  @Override
  @SuppressWarnings("GuardedBy") // tryLock
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    long start = System.nanoTime();
    if (!acquire(timeout.toNanos())) {
      throw new TransportException.Unavailable("the adapter is busy; try again");
    }
    try {
      closed = false;
      ElmSession opened = open(timeout.toNanos() - (System.nanoTime() - start));
      watchdog.start();
      if (closed) {
        watchdog.stop();
      }
      return opened.probed();
    } finally {
      dialogue.unlock();
    }
  }

  @GuardedBy("dialogue")
  private ElmSession open(long nanos) throws TransportException {
    long start = System.nanoTime();
    ElmSession current = session;
    boolean fresh = current == null || current.link() != state.link();
    if (current == null || fresh) {
      session = null;
      current = connect(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }
    long left = nanos - (System.nanoTime() - start);
    long deadline = current.link().nanoTime() + Math.max(TimeUnit.MILLISECONDS.toNanos(1), left);
    try {
      if (fresh) {
        current.open(deadline);
        session = current;
      } else {
        current.seekVehicle(deadline);
      }
      publish(current);
      return current;
    } catch (IOException e) {
      boolean absent = e instanceof LinkUnavailableException;
      drop(current, absent ? "" : message(e));
      if (!absent && (closed || !fresh)) {
        throw new TransportException.Lost(message(e), e);
      }
      throw unavailable(e);
    }
  }

  @GuardedBy("dialogue")
  private ElmSession connect(long millis) throws TransportException {
    try {
      ByteLink opened = source.open(millis);
      TransportTrace traced = trace;
      ByteLink link = traced == null ? opened : TracedLink.of(opened, traced);
      state.opened(link);
      capabilities.identify(source.adapterIdentity());
      link.onLost(reason -> state.lost(link, reason));
      return new ElmSession(link, options, capabilities, lastProtocol);
    } catch (LinkUnavailableException e) {
      throw unavailable(e);
    }
  }

  private static TransportException.Unavailable unavailable(IOException e) {
    ConnectionReason reason =
        e instanceof LinkUnavailableException link ? link.reason() : ConnectionReason.UNAVAILABLE;
    return new TransportException.Unavailable(reason, message(e), e);
  }

  @Override
  @SuppressWarnings("GuardedBy") // tryLock
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    if (!acquire(timeout.toNanos())) {
      return TransportAnswer.none(Reason.BUS_ERROR, "the adapter is searching for the vehicle");
    }
    try {
      return run(
          (current, deadline) ->
              current.monitor() != null
                  ? TransportAnswer.none(
                      Reason.ADAPTER_ERROR, "the bus is being monitored: close the monitor first")
                  : current.exchange(request, deadline),
          timeout.toNanos());
    } finally {
      dialogue.unlock();
    }
  }

  /** A task that uses the adapter. */
  interface Task<T extends @Nullable Object> {
    /** Runs with exclusive access to the adapter, until a deadline in the link's time. */
    T run(ElmSession session, long deadline) throws IOException, TransportException;
  }

  /**
   * Runs a task while no other thread uses the adapter.
   *
   * @throws TransportException.Unavailable if the adapter stays busy
   * @throws TransportException.Lost if the port is lost or closed
   */
  @SuppressWarnings("GuardedBy") // tryLock
  <T extends @Nullable Object> T exclusively(Task<T> task) throws TransportException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(ADAPTER_MILLIS);
    if (!acquire(nanos)) {
      throw new TransportException.Unavailable("the adapter is busy; try again");
    }
    try {
      return run(task, nanos);
    } finally {
      dialogue.unlock();
    }
  }

  @GuardedBy("dialogue")
  private <T extends @Nullable Object> T run(Task<T> task, long nanos) throws TransportException {
    ElmSession current = session;
    if (current == null || closed) {
      throw new TransportException.Lost(name() + " is not open");
    }
    try {
      T result = task.run(current, current.link().nanoTime() + nanos);
      publish(current);
      return result;
    } catch (IOException e) {
      String reason = closed ? name() + " was closed" : message(e);
      drop(current, reason);
      throw new TransportException.Lost(reason, e);
    }
  }

  @Override
  public boolean lowPower() throws TransportException {
    return exclusively(ElmSession::sleep);
  }

  @Override
  public boolean normalPower() throws TransportException {
    return exclusively(ElmSession::wake);
  }

  @Override
  public OptionalDouble supplyVoltage() throws TransportException {
    return exclusively(ElmSession::supplyVoltage);
  }

  /**
   * Starts to monitor the vehicle's CAN bus. Until the monitor is closed, requests are refused.
   *
   * @throws TransportException.Unavailable if the vehicle's protocol is not CAN, or a monitor is
   *     already open
   * @throws TransportException.Lost if the port is lost or closed
   */
  public FrameMonitor monitor() throws TransportException {
    return new TransportMonitor(this, exclusively(ElmSession::startMonitor));
  }

  private boolean acquire(long nanos) {
    if (dialogue.tryLock()) {
      return true;
    }
    try {
      return dialogue.tryLock(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Makes the state of the session visible to other threads. */
  @GuardedBy("dialogue")
  private void publish(ElmSession current) {
    boolean found = current.status() == ConnectionStatus.CAR_CONNECTED;
    if (found) {
      lastProtocol = current.elmProtocol();
    }
    state.update(
        current.link(),
        current.status(),
        found ? current.protocol() : Protocol.NONE,
        current.reason());
  }

  /** Closes a link that failed. */
  @GuardedBy("dialogue")
  private void drop(ElmSession current, String reason) {
    session = null;
    current.adapter().linkLost();
    current.link().close();
    state.lost(current.link(), reason);
  }

  /** Checks an idle adapter, and more thoroughly now and then. Called by the watchdog. */
  @SuppressWarnings("GuardedBy") // tryLock
  private void watch(boolean thorough) {
    if (!dialogue.tryLock()) {
      return;
    }
    try {
      watchIdle(thorough);
    } finally {
      dialogue.unlock();
    }
  }

  @GuardedBy("dialogue")
  private void watchIdle(boolean thorough) {
    ElmSession current = session;
    if (current == null || closed) {
      return;
    }
    try {
      current.watch(
          thorough, current.link().nanoTime() + TimeUnit.MILLISECONDS.toNanos(WATCH_MILLIS));
      publish(current);
      if (current.takeWoken()) {
        state.reportActivity();
      }
    } catch (IOException e) {
      drop(current, message(e));
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
    ByteLink current = state.link();
    return current == null ? "" : current.name();
  }

  @Override
  public boolean hasAdapter() {
    return status() != ConnectionStatus.NOT_CONNECTED;
  }

  private String name() {
    String name = portName();
    return name.isEmpty() ? "the adapter" : name;
  }

  private static String message(IOException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  /** Returns what is known about the adapter. */
  Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void setTrace(TransportTrace value) {
    trace = value;
    source.setTrace(value);
  }

  @Override
  public void setListener(TransportListener listener) {
    state.setListener(listener);
  }

  @Override
  @SuppressWarnings("GuardedBy") // tryLock
  public void close() {
    closed = true;
    watchdog.stop();
    boolean acquired = acquire(TimeUnit.MILLISECONDS.toNanos(CLOSE_GRACE_MILLIS));
    try {
      if (acquired) {
        settle();
      }
      ByteLink current = state.link();
      if (current != null) {
        current.close();
        state.lost(current, "");
      }
    } finally {
      if (acquired) {
        dialogue.unlock();
      }
    }
  }

  @GuardedBy("dialogue")
  private void settle() {
    ElmSession current = session;
    session = null;
    if (current != null && current.link() == state.link()) {
      try {
        current.settle(
            current.link().nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_GRACE_MILLIS));
      } catch (IOException e) {
        // The link is lost: nothing remains on the line.
      }
    }
  }
}
