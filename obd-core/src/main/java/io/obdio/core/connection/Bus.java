package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive access to a transport. All methods may be called by any thread; a fair lock admits
 * one caller at a time to the transport, in the order of their calls, each waiting at most {@code
 * lockTimeout}. {@link #close}, {@link #status} and the other queries do not use the lock.
 */
final class Bus {

  /** Consecutive functional requests without any response after which the vehicle is probed. */
  static final int SILENT_AFTER = 3;

  private final DiagnosticTransport transport;
  private final Duration exchangeTimeout;
  private final Duration lockTimeout;
  private final TimeSource time;
  private final StatusNotifier notifier = new StatusNotifier(this::status);
  private final ReentrantLock lock = new ReentrantLock(true);
  private final SessionKeeper keeper;

  @GuardedBy("lock")
  private final DiagnosticSessions sessions = new DiagnosticSessions();

  private final Pause pause;
  private final ProbeSchedule probes = new ProbeSchedule();
  private volatile Runnable probeDue = () -> {};

  // Read by any thread; silent, ready and lastAnswer are written by the holder of the lock.
  private volatile boolean open;
  private volatile boolean closed;
  private volatile boolean ready;
  private volatile boolean silent;
  private volatile long lastAnswer;

  @GuardedBy("lock")
  private int unanswered;

  Bus(ObdConnectionBuilder settings) {
    this.transport = settings.transport;
    this.exchangeTimeout = settings.exchangeTimeout;
    this.lockTimeout = settings.lockTimeout;
    this.time = settings.time;
    this.pause = new Pause(time);
    this.keeper = new SessionKeeper(time, this::keepSessions);
    transport.setListener(
        new TransportListener() {
          @Override
          public void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason) {
            transportChanged(to, reason);
          }

          @Override
          public void busActive() {
            noteActivity();
          }
        });
  }

  private void transportChanged(ConnectionStatus to, String reason) {
    notifier.report(reason);
    if (to == ConnectionStatus.CAR_CONNECTED) {
      probeDue.run();
    }
  }

  private void noteActivity() {
    notifier.reportActivity();
    long now = time.nanoTime();
    probes.busActive(now);
    if (status() != ConnectionStatus.CAR_CONNECTED && probes.delay(now) == 0) {
      probeDue.run();
    }
  }

  /**
   * Sets what runs when the transport reaches the vehicle by itself, for instance because the
   * adapter's supply voltage has changed, or when frames on the bus make a probe due earlier. It is
   * called by any thread and must return immediately.
   */
  void onProbeDue(Runnable action) {
    probeDue = action;
  }

  /** Work that needs exclusive access to the bus. */
  interface Work<T> {
    T run() throws TransportException;
  }

  /**
   * Runs {@code work} with exclusive access; its exchanges do not wait.
   *
   * @return null if access was not obtained in time
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
   * Opens the transport, after closing it if it was open. The caller has exclusive access.
   *
   * @return see {@link DiagnosticTransport#open}
   */
  List<EcuMessage> open(Duration timeout) throws TransportException {
    requireNotClosed();
    transport.close();
    silent = false;
    ready = false;
    resetSessions();
    open = true;
    try {
      List<EcuMessage> probed = transport.open(timeout);
      requireNotClosed();
      noteAnswer(reachedVehicle());
      notifier.report("");
      return probed;
    } catch (TransportException e) {
      open = false;
      transport.close();
      notifier.report(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void requireNotClosed() throws TransportException.Unavailable {
    if (closed) {
      throw new TransportException.Unavailable(
          "this connection was closed and cannot be reopened; create a new one");
    }
  }

  /**
   * Sends a request and returns its answer with the duration of the exchange, without the time
   * spent waiting for other callers.
   *
   * @throws TransportException.Lost if the connection is lost, closed or was never open
   */
  QueryPlanner.Timed timed(DiagnosticRequest request) throws TransportException {
    return timed(request, true);
  }

  private QueryPlanner.Timed timed(DiagnosticRequest request, boolean counted)
      throws TransportException {
    if (!acquire()) {
      return new QueryPlanner.Timed(notAcquired(), 0);
    }
    long start = time.nanoTime();
    try {
      if (!open || closed) {
        throw new TransportException.Lost("not connected");
      }
      TransportAnswer answer = sessions.exchange(request, start, this::send);
      long nanos = time.nanoTime() - start;
      noteSilence(request, answer, counted);
      if (sessions.isAnyOpen()) {
        keeper.start();
      }
      return new QueryPlanner.Timed(answer, nanos);
    } catch (TransportException.Lost e) {
      open = false;
      notifier.report(String.valueOf(e.getMessage()));
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("GuardedBy") // the caller has exclusive access
  private void resetSessions() {
    sessions.reset();
  }

  /** Keeps the open sessions; returns the time until the next call, negative if none is open. */
  private long keepSessions() {
    if (!acquire()) {
      return DiagnosticSessions.KEEP_ALIVE_NANOS;
    }
    try {
      if (!open || closed) {
        sessions.reset();
        return -1;
      }
      long next = sessions.keep(time.nanoTime(), this::send);
      return sessions.isAnyOpen() ? next : -1;
    } catch (TransportException e) {
      open = false;
      notifier.report(String.valueOf(e.getMessage()));
      return -1;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends a request, again after a pause while an ECU is busy, until the deadline. The caller has
   * exclusive access.
   */
  private TransportAnswer send(DiagnosticRequest request) throws TransportException {
    long end = time.nanoTime() + exchangeTimeout.toNanos();
    TransportAnswer answer = transport.exchange(request, exchangeTimeout);
    while (BusyRepeat.mustRepeat(request, answer) && pause.await(BusyRepeat.PAUSE, end)) {
      Duration left = Duration.ofNanos(end - time.nanoTime());
      answer = BusyRepeat.merge(answer, transport.exchange(request, left));
    }
    return answer;
  }

  /** Sends a request and returns its answer; throws as {@link #timed} does. */
  TransportAnswer exchange(DiagnosticRequest request) throws TransportException {
    return timed(request).answer();
  }

  /**
   * Sends a request of discovery. If it is not answered, that is no sign of an absent vehicle,
   * which need not have all services with bit maps.
   */
  TransportAnswer exchangeUncounted(DiagnosticRequest request) throws TransportException {
    return timed(request, false).answer();
  }

  private TransportAnswer notAcquired() {
    return TransportAnswer.none(
        TransportAnswer.Reason.BUS_ERROR,
        Thread.currentThread().isInterrupted()
            ? "interrupted while waiting for the bus"
            : "the bus was in use for " + lockTimeout.toMillis() + " ms");
  }

  /**
   * Counts functional requests without any response, and probes the vehicle before it is considered
   * silent.
   */
  @GuardedBy("lock")
  private void noteSilence(DiagnosticRequest request, TransportAnswer answer, boolean counted)
      throws TransportException {
    if (!(request instanceof DiagnosticRequest.ToVehicle vehicle)) {
      return;
    }
    if (answer instanceof TransportAnswer.Messages) {
      unanswered = 0;
      noteAnswer(true);
      setSilent(false);
    } else if (status() != ConnectionStatus.CAR_CONNECTED) {
      unanswered = 0;
      if (request.equals(DiagnosticTransport.PROBE)) {
        noteAnswer(false);
      }
    } else if (counted && isSilence(answer) && vehicle.target().isEmpty()) {
      unanswered++;
      if (unanswered >= SILENT_AFTER) {
        unanswered = 0;
        boolean answered = send(DiagnosticTransport.PROBE) instanceof TransportAnswer.Messages;
        noteAnswer(answered);
        setSilent(!answered);
      }
    }
  }

  private void noteAnswer(boolean answered) {
    long now = time.nanoTime();
    if (answered) {
      lastAnswer = now;
      probes.answered();
    } else {
      probes.missed(now);
    }
  }

  ProbeSchedule probes() {
    return probes;
  }

  /** Returns the time since the vehicle has answered, in nanoseconds. */
  long sinceAnswer() {
    return time.nanoTime() - lastAnswer;
  }

  private static boolean isSilence(TransportAnswer answer) {
    return answer instanceof TransportAnswer.NoAnswer none
        && switch (none.reason()) {
          case NO_DATA, BUS_ERROR -> true;
          case DAMAGED, ADAPTER_ERROR, NOT_SUPPORTED -> false;
        };
  }

  private void setSilent(boolean value) {
    if (silent != value) {
      silent = value;
      notifier.report(value ? "the vehicle stopped answering" : "the vehicle answers again");
    }
  }

  /** Returns whether the transport has reached the vehicle, {@link #ready} or not. */
  boolean reachedVehicle() {
    return open && !closed && transport.status() == ConnectionStatus.CAR_CONNECTED;
  }

  void reportDiscovered() {
    notifier.reportDiscovered();
  }

  boolean hasAdapter() {
    return transport.hasAdapter();
  }

  /** Notes that the vehicle was found: from now on the status may be that of a vehicle. */
  void ready() {
    ready = true;
    notifier.report("");
  }

  /** Returns the current status; the vehicle counts as connected once it is {@link #ready}. */
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

  /** Runs a task; empty if the transport is not open, or access was not obtained in time. */
  <T> Optional<T> onTransport(TransportTask<T> task) throws TransportException {
    Optional<T> done =
        exclusively(() -> open && !closed ? Optional.of(run(task)) : Optional.empty());
    notifier.report("");
    return done == null ? Optional.empty() : done;
  }

  private <T> T run(TransportTask<T> task) throws TransportException {
    try {
      return task.run(transport);
    } catch (TransportException.Lost e) {
      open = false;
      throw e;
    }
  }

  void addListener(ConnectionListener listener) {
    notifier.add(listener);
  }

  void removeListener(ConnectionListener listener) {
    notifier.remove(listener);
  }

  boolean isClosed() {
    return closed;
  }

  /** Closes the transport for good, even during an exchange, which ends then. */
  void close() {
    closed = true;
    keeper.close();
    transport.close();
    pause.end();
    notifier.report("");
    notifier.close();
  }
}
