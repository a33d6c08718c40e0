package io.obdio.elm327;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportListener;
import io.obdio.elm327.command.Capabilities;
import io.obdio.elm327.command.ElmProtocol;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkSource;
import io.obdio.elm327.link.LinkUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle behind an ELM327 or STN adapter.
 *
 * <p>Threads: the dialogue lock lets one of the caller, the watchdog and {@link #close} talk to the
 * adapter. Status, protocol and port name are volatile, written under the dialogue lock or, when
 * the link is lost, under the state lock by whoever learns it first; the listener is called without
 * any lock but the caller's own.
 */
public final class Elm327Transport implements DiagnosticTransport {

  private static final long CLOSE_GRACE_MILLIS = 300;
  private static final long ADAPTER_MILLIS = 10_000;

  private final LinkSource source;
  private final Elm327Options options;
  private final Capabilities capabilities = new Capabilities();
  private final ReentrantLock dialogue = new ReentrantLock();
  private final ReentrantLock state = new ReentrantLock();
  private volatile ConnectionStatus status = ConnectionStatus.NOT_CONNECTED;
  private volatile Protocol protocol = Protocol.NONE;
  private volatile @Nullable ByteLink link;
  private volatile boolean closed = true;
  private volatile TransportListener listener = TransportListener.NONE;
  private @Nullable ElmSession session;
  private @Nullable ElmProtocol lastProtocol;
  private @Nullable MonitorSession monitor;
  private @Nullable Watchdog watchdog;

  /** Over links of {@code source}; not opened yet. */
  public Elm327Transport(LinkSource source, Elm327Options options) {
    this.source = source;
    this.options = options;
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    long millis = Math.max(1, timeout.toMillis());
    long start = System.nanoTime();
    if (!lock(millis)) {
      throw new TransportException.Unavailable("the adapter is busy; try again");
    }
    try {
      closed = false;
      ElmSession current = session;
      if (current == null || current.link() != link) {
        session = null;
        monitor = null;
        current = connect(millis);
      }
      long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      long deadline =
          current.link().nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(1, millis - spent));
      ready(current, deadline);
      if (watchdog == null && options.watchdogMillis() > 0) {
        watchdog = Watchdog.start(this, options.watchdogMillis());
      }
      return List.of();
    } finally {
      dialogue.unlock();
    }
  }

  private ElmSession connect(long millis) throws TransportException {
    try {
      ByteLink opened = source.open(millis);
      opened.onLost(why -> lost(opened, why));
      link = opened;
      return new ElmSession(opened, options, capabilities, lastProtocol);
    } catch (LinkUnavailableException e) {
      throw new TransportException.Unavailable(message(e), e);
    }
  }

  private void ready(ElmSession current, long deadline) throws TransportException {
    boolean fresh = session == null;
    try {
      if (fresh) {
        current.open(deadline);
        session = current;
      } else {
        current.seekVehicle(deadline);
      }
      publish(current);
    } catch (LinkUnavailableException e) {
      drop(current, "");
      throw new TransportException.Unavailable(message(e), e);
    } catch (IOException e) {
      drop(current, message(e));
      if (closed || !fresh) {
        throw new TransportException.Lost(message(e), e);
      }
      throw new TransportException.Unavailable(message(e), e);
    }
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    if (!lock(Math.max(1, timeout.toMillis()))) {
      return TransportAnswer.none(Reason.BUS_ERROR, "the adapter is searching for the vehicle");
    }
    try {
      ElmSession current = session;
      if (current == null || closed) {
        throw new TransportException.Lost(name() + " is not open");
      }
      if (monitor != null) {
        return TransportAnswer.none(Reason.ADAPTER_ERROR, "the monitor is on: close it first");
      }
      TransportAnswer answer =
          current.exchange(request, current.link().nanoTime() + timeout.toNanos());
      publish(current);
      return answer;
    } catch (IOException e) {
      throw loss(e);
    } finally {
      dialogue.unlock();
    }
  }

  /** Something to do with the adapter under the dialogue lock. */
  interface Work<T extends @Nullable Object> {
    T run(ElmSession session, long deadline) throws IOException, TransportException;
  }

  <T extends @Nullable Object> T locked(Work<T> work) throws TransportException {
    if (!lock(ADAPTER_MILLIS)) {
      throw new TransportException.Unavailable("the adapter is busy; try again");
    }
    try {
      ElmSession current = session;
      if (current == null || closed) {
        throw new TransportException.Lost(name() + " is not open");
      }
      T result =
          work.run(
              current, current.link().nanoTime() + TimeUnit.MILLISECONDS.toNanos(ADAPTER_MILLIS));
      publish(current);
      return result;
    } catch (IOException e) {
      throw loss(e);
    } finally {
      dialogue.unlock();
    }
  }

  @Override
  public boolean lowPower() throws TransportException {
    return locked(ElmSession::sleep);
  }

  @Override
  public boolean normalPower() throws TransportException {
    return locked(ElmSession::wake);
  }

  /**
   * Shows everything on the vehicle's CAN bus; until the monitor is closed, requests are refused.
   *
   * @throws TransportException.Unavailable if the vehicle does not speak CAN, or a monitor is on
   * @throws TransportException.Lost if the port is gone
   */
  public FrameMonitor monitor() throws TransportException {
    return locked(
        (current, deadline) -> {
          if (monitor != null) {
            throw new TransportException.Unavailable("a monitor is on already");
          }
          MonitorSession started = current.monitor(deadline);
          if (started == null) {
            throw new TransportException.Unavailable(
                "monitor mode shows CAN frames; this vehicle's protocol is not CAN or not known");
          }
          monitor = started;
          return new TransportMonitor(this, started);
        });
  }

  /** True until the monitor is ended or the port is lost. Under the dialogue lock. */
  boolean isMonitoring(MonitorSession frames) {
    return monitor == frames;
  }

  /** Requests are answered again. Under the dialogue lock. */
  void forgetMonitor() {
    monitor = null;
  }

  /** The link failed under us. */
  private TransportException.Lost loss(IOException e) {
    ElmSession current = session;
    String why = closed ? name() + " was closed" : message(e);
    if (current != null) {
      drop(current, why);
    }
    return new TransportException.Lost(why, e);
  }

  private boolean lock(long millis) {
    if (dialogue.tryLock()) {
      return true;
    }
    try {
      return dialogue.tryLock(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Shows to other threads what the session has come to. Under the dialogue lock. */
  private void publish(ElmSession current) {
    if (link == null) {
      return;
    }
    boolean car = current.status() == ConnectionStatus.CAR_CONNECTED;
    protocol = car ? current.protocol() : Protocol.NONE;
    if (car) {
      lastProtocol = current.elmProtocol();
    }
    change(current.status(), current.reason());
  }

  private void change(ConnectionStatus to, String reason) {
    ConnectionStatus from;
    state.lock();
    try {
      from = status;
      status = to;
    } finally {
      state.unlock();
    }
    if (from != to) {
      listener.statusChanged(from, to, reason);
    }
  }

  /** Frees the link after a failure. Under the dialogue lock. */
  private void drop(ElmSession current, String reason) {
    session = null;
    monitor = null;
    current.adapter().linkLost();
    current.link().close();
    lost(current.link(), reason);
  }

  /** The link is gone. Any thread, without the dialogue lock. */
  private void lost(ByteLink which, String reason) {
    if (link != which) {
      return;
    }
    link = null;
    protocol = Protocol.NONE;
    change(ConnectionStatus.NOT_CONNECTED, reason);
  }

  /** Looks after an idle adapter. Called by the watchdog alone. */
  void watch(boolean thorough) {
    if (!dialogue.tryLock()) {
      return;
    }
    try {
      ElmSession current = session;
      if (current == null || closed || monitor != null || current.isAsleep()) {
        return;
      }
      current.adapter().dialogue().poll();
      long deadline = current.link().nanoTime() + TimeUnit.SECONDS.toNanos(2);
      if (current.status() != ConnectionStatus.CAR_CONNECTED) {
        current.seekVehicle(deadline);
      } else if (thorough) {
        if (!current.probe(deadline)) {
          throw new IOException(current.link().name() + ": the adapter does not answer any more");
        }
      }
      publish(current);
    } catch (IOException e) {
      ElmSession current = session;
      if (current != null) {
        drop(current, message(e));
      }
    } finally {
      dialogue.unlock();
    }
  }

  @Override
  public ConnectionStatus status() {
    return status;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public String portName() {
    ByteLink current = link;
    return current == null ? "" : current.name();
  }

  private String name() {
    String name = portName();
    return name.isEmpty() ? "the adapter" : name;
  }

  private static String message(IOException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  /** What the adapter is and lacks. */
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void setListener(TransportListener newListener) {
    listener = newListener;
  }

  @Override
  public void close() {
    closed = true;
    boolean mine = lock(CLOSE_GRACE_MILLIS);
    try {
      ByteLink current = link;
      if (current != null) {
        if (mine) {
          settle();
        }
        current.close();
        lost(current, "");
      }
      if (mine) {
        session = null;
        monitor = null;
      }
      Watchdog dog = watchdog;
      watchdog = null;
      if (dog != null) {
        dog.stop();
      }
    } finally {
      if (mine) {
        dialogue.unlock();
      }
    }
  }

  private void settle() {
    ElmSession current = session;
    if (current != null) {
      try {
        long deadline =
            current.link().nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_GRACE_MILLIS);
        if (monitor != null) {
          monitor.stop(deadline);
        }
        current.leaveClean(deadline);
      } catch (IOException e) {
        // It is gone: then nothing is on the line.
      }
    }
  }
}
