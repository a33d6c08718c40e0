package io.obdio.core.connection;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one writer on a transport. Any thread may call anything; a fair lock lets one at a time
 * through to the transport, in the order in which they came, and nobody waits for it longer than
 * {@code lockTimeout}. {@link #close}, {@link #status} and the like pass it by.
 */
final class Bus {

  /** Requests in a row without any answer after which the vehicle is probed. */
  static final int SILENT_AFTER = 3;

  private final DiagnosticTransport transport;
  private final Duration exchangeTimeout;
  private final Duration lockTimeout;
  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Notifier<ConnectionListener> listeners = new Notifier<>("obd-status");

  private volatile boolean open;
  private volatile boolean closed;
  private volatile boolean ready;
  private volatile boolean silent; // written under the lock
  private int unanswered; // guarded by the lock

  private final Object reporting = new Object();
  private ConnectionStatus reported = ConnectionStatus.NOT_CONNECTED; // guarded by reporting

  Bus(ObdConnectionBuilder settings) {
    this.transport = settings.transport;
    this.exchangeTimeout = settings.exchangeTimeout;
    this.lockTimeout = settings.lockTimeout;
    this.time = settings.time;
    transport.setListener((from, to, reason) -> report(reason));
  }

  /** A piece of work that needs the bus to itself. */
  interface Work<T> {
    T run() throws TransportException;
  }

  /**
   * Runs {@code work} while nobody else uses the bus; within it, exchanges go through at once.
   *
   * @return null if the bus was not to be had in time
   */
  <T> @Nullable T exclusively(Work<T> work) throws TransportException {
    if (!acquire()) {
      return null;
    }
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  private boolean acquire() {
    try {
      return lock.tryLock(lockTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Opens the transport, having closed it first if it was open. The caller has the bus.
   *
   * @return see {@link DiagnosticTransport#open}
   */
  List<EcuMessage> open(Duration timeout) throws TransportException {
    requireNotClosed();
    transport.close();
    unanswered = 0;
    silent = false;
    ready = false;
    open = true;
    try {
      List<EcuMessage> probed = transport.open(timeout);
      requireNotClosed();
      report("");
      return probed;
    } catch (TransportException e) {
      open = false;
      transport.close();
      report(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void requireNotClosed() throws TransportException.Unavailable {
    if (closed) {
      throw new TransportException.Unavailable(
          "this connection was closed for good; make a new one");
    }
  }

  /**
   * One request, its answers, and the time without waiting for others.
   *
   * @throws TransportException.Lost if the port is gone, was closed or was never open
   */
  QueryPlanner.Timed timed(DiagnosticRequest request) throws TransportException {
    if (!acquire()) {
      return new QueryPlanner.Timed(notAcquired(), 0);
    }
    long start = time.nanoTime();
    try {
      if (!open || closed) {
        throw new TransportException.Lost("not connected");
      }
      TransportAnswer answer = transport.exchange(request, exchangeTimeout);
      long nanos = time.nanoTime() - start;
      note(request, answer);
      return new QueryPlanner.Timed(answer, nanos);
    } catch (TransportException.Lost e) {
      open = false;
      report(String.valueOf(e.getMessage()));
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** The same without the time. */
  TransportAnswer exchange(DiagnosticRequest request) throws TransportException {
    return timed(request).answer();
  }

  private TransportAnswer notAcquired() {
    return TransportAnswer.none(
        TransportAnswer.Reason.BUS_ERROR,
        Thread.currentThread().isInterrupted()
            ? "interrupted while waiting for the bus"
            : "others held the bus for " + lockTimeout.toMillis() + " ms");
  }

  /**
   * Counts functional requests without any response, and probes the vehicle before it is considered
   * silent. Discovery does not count: a vehicle need not have all services with bit maps.
   */
  private void note(DiagnosticRequest request, TransportAnswer answer) throws TransportException {
    if (!(request instanceof DiagnosticRequest.ToVehicle vehicle)) {
      return;
    }
    if (answer instanceof TransportAnswer.Messages) {
      unanswered = 0;
      hear(true);
    } else if (isSilence(answer) && vehicle.target().isEmpty() && ready && !silent) {
      unanswered++;
      if (unanswered >= SILENT_AFTER) {
        unanswered = 0;
        hear(
            transport.exchange(DiagnosticTransport.PROBE, exchangeTimeout)
                instanceof TransportAnswer.Messages);
      }
    }
  }

  private static boolean isSilence(TransportAnswer answer) {
    return answer instanceof TransportAnswer.NoAnswer none
        && switch (none.reason()) {
          case NO_DATA, BUS_ERROR -> true;
          case DAMAGED, ADAPTER_ERROR, NOT_SUPPORTED -> false;
        };
  }

  private void hear(boolean answered) {
    if (silent == answered) {
      silent = !answered;
      report(answered ? "the vehicle answers again" : "the vehicle stopped answering");
    }
  }

  /** True if the transport reached the vehicle, whether it is {@link #ready} or not. */
  boolean reachedVehicle() {
    return open && !closed && transport.status() == ConnectionStatus.CAR_CONNECTED;
  }

  /** What the vehicle supports is known: from now on the status may say that it is connected. */
  void ready() {
    ready = true;
    report("");
  }

  /** The truth of now; the vehicle counts as connected once it is known what it supports. */
  ConnectionStatus status() {
    if (!open || closed) {
      return ConnectionStatus.NOT_CONNECTED;
    }
    ConnectionStatus status = transport.status();
    return status == ConnectionStatus.CAR_CONNECTED && (silent || !ready)
        ? ConnectionStatus.OBD_CONNECTED
        : status;
  }

  Protocol protocol() {
    return status() == ConnectionStatus.NOT_CONNECTED ? Protocol.NONE : transport.protocol();
  }

  String portName() {
    return status() == ConnectionStatus.NOT_CONNECTED ? "" : transport.portName();
  }

  /** Puts the adapter to sleep or wakes it; false if there is nothing to do that to. */
  boolean power(boolean low) throws TransportException {
    Boolean done =
        exclusively(
            () -> {
              if (!open || closed) {
                return false;
              }
              try {
                return low ? transport.lowPower() : transport.normalPower();
              } catch (TransportException.Lost e) {
                open = false;
                throw e;
              }
            });
    report("");
    return Boolean.TRUE.equals(done);
  }

  /** Tells the listeners if the status is no longer what they were told last. */
  private void report(String reason) {
    synchronized (reporting) {
      ConnectionStatus from = reported;
      ConnectionStatus to = status();
      if (from != to) {
        reported = to;
        listeners.dispatch(listener -> listener.statusChanged(from, to, reason));
      }
    }
  }

  void addListener(ConnectionListener listener) {
    listeners.add(listener);
  }

  void removeListener(ConnectionListener listener) {
    listeners.remove(listener);
  }

  boolean isClosed() {
    return closed;
  }

  /** Frees the port, also from under an exchange that is under way. For good. */
  void close() {
    closed = true;
    transport.close();
    report("");
    listeners.close();
  }
}
